import INSi

/// The keys of the INSi service and the way to it.
extension ConfigurationKey {
    static let insi = software + connection + calls

    private static let software: [ConfigurationKey] = [
        .value(
            "insi", "IDAM", \.idam,
            .text("1 à 59 caractères, sans commentaire à la suite") {
                (1...59).contains($0.count) && !$0.contains(" #")
            },
            "Numéro d'autorisation du logiciel, donné par l'organisme de certification (CNDA). Nécessaire."),
        .value(
            "insi", "Authentication", \.authentication,
            .word(
                "cpx ou softwareCertificate (Pro Santé Connect n'est pas encore utilisable : son transport n'est pas public)"
            ),
            """
            Authentification des appels. cpx : la carte d'un professionnel signe. softwareCertificate : le certificat logiciel \
            de la structure, sans carte de professionnel.
            """),
        .optional(
            "insi", "ClientCertificate", \.clientCertificate, .path, example: "/etc/insi-agent/insi-auto.p12",
            """
            Fichier PKCS#12 du certificat logiciel (CN INSI-AUTO ou INSI-MANU) et de sa clé privée, lisible par l'agent seul. \
            Nécessaire avec Authentication=softwareCertificate, sauf si le gestionnaire de services le donne (identifiant \
            client-certificate.p12).
            """),
        .optional(
            "insi", "ClientCertificatePassphrase", \.clientCertificatePassphrase, .path,
            example: "/etc/insi-agent/insi-auto.pass",
            """
            Fichier de la phrase de passe de ce certificat, lisible par l'agent seul ; à défaut l'identifiant \
            client-certificate.passphrase du gestionnaire de services, sinon aucune.
            """),
        .optional(
            "insi", "VitaleAssertion", \.vitaleAssertion, .word("required ou whenAvailable"), example: "required",
            """
            Assertion Vitale dans l'appel par carte. required : pas d'appel sans le numéro de série de la carte. \
            whenAvailable : l'assertion part quand MICA donne ce numéro. Par défaut required en production et whenAvailable \
            ailleurs.
            """, derived: { $0.vitaleAssertionInForce.rawValue }),
    ]

    private static let connection: [ConfigurationKey] = [
        .optional(
            "insi", "URL", \.url, .url, example: "https://127.0.0.1:8443/lps",
            "Adresse du service INSi, nécessaire avec Environment=sandbox ; ailleurs celle de la plateforme par défaut.",
            derived: { $0.endpoint?.url }),
        .value(
            "insi", "TrustAnchors", \.trustAnchors, .path,
            "Fichier PEM des autorités du service (IGC-Santé) ; lui seul est cru, jamais les autorités du système."),
        .optional(
            "insi", "RevocationLists", \.revocationLists, .path, example: "/etc/insi-agent/crl.pem",
            """
            Fichier PEM des listes de révocation de toutes ces autorités ; une liste absente ou périmée refuse tout appel. Sans \
            lui la révocation n'est pas vérifiée.
            """),
        .optional(
            "insi", "Proxy", \.proxy, .proxy, example: "http://mandataire.example:3128",
            "Mandataire vers le service. Sans lui la connexion est directe ; l'environnement (http_proxy) n'est pas lu."
        ),
        .optional(
            "insi", "ProxyUser", \.proxyUser, .text("1 à 128 caractères") { (1...128).contains($0.count) },
            example: "poste-accueil", "Utilisateur du mandataire. Va avec ProxyPassword."),
        .optional(
            "insi", "ProxyPassword", \.proxyPassword, .path, example: "/etc/insi-agent/proxy.pass",
            """
            Fichier du mot de passe du mandataire, lisible par l'agent seul ; à défaut l'identifiant proxy.password du \
            gestionnaire de services.
            """),
        .value(
            "insi", "ConnectTimeout", \.connectTimeout, .number(1...300),
            "Secondes au bout desquelles la connexion au service doit être établie."),
        .value(
            "insi", "TotalTimeout", \.totalTimeout, .number(1...300),
            "Secondes au bout desquelles la réponse du service doit être là."),
    ]

    private static let calls: [ConfigurationKey] = [
        .value(
            "insi", "Retries", \.retries, .number(0...5),
            "Nouveaux essais d'un appel quand le service est injoignable ou se dit indisponible ; 0 : aucun."),
        .value(
            "insi", "RetryPause", \.retryPause, .number(0...60),
            "Secondes avant le premier nouvel essai ; deux fois plus avant le deuxième, et ainsi de suite."),
        .value(
            "insi", "AssertionAge", \.assertionAge, .number(0...300),
            "Secondes pendant lesquelles une assertion signée sert aux recherches par traits ; 0 : une par appel."),
        .value(
            "insi", "ProvisionalCalls", \.provisionalCalls, .answer, "Appeler aussi pour une identité provisoire."),
        .optional(
            "insi", "VerificationNamespace", \.verificationNamespace, .text("un espace de noms XML") { !$0.isEmpty },
            example: "http://www.cnamts.fr/INSiLot2/REQUnitaire",
            """
            Espace de noms de la requête WS_INS3, d'après le guide d'intégration. Va avec VerificationAction ; sans ces deux \
            clés l'opération est fermée.
            """),
        .optional(
            "insi", "VerificationAction", \.verificationAction,
            .text("une action SOAP") { !$0.isEmpty && !$0.contains("\"") },
            example: "urn:ServiceIdentiteCertifiee:1.0.0:verifierInsAvecTraitsIdentite",
            "Action SOAP de WS_INS3, d'après le guide d'intégration. Va avec VerificationNamespace."),
        .value(
            "insi", "WorkListDaily", \.workListDaily, .number(0...1000),
            "Recherches par jour pour les listes de travail ; 0 les ferme."),
        .value(
            "insi", "WorkListPause", \.workListPause, .number(0...3600),
            "Secondes entre deux lignes d'une liste de travail."),
    ]
}
