/// What is said of calls: certificates, the way to the service, its faults, and the rules that forbid a call.
extension Problem {
    /// The sentences of the problems that `text` leaves to this file.
    var callText: ProblemText? {
        certificateText ?? wayText ?? ruleText ?? traitsText ?? identityText ?? pairingText
    }

    private var certificateText: ProblemText? {
        switch self {
        case .certificateMissing:
            .init(
                409, .afterUserAction, "Le certificat logiciel n'est pas configuré.",
                "Les appels par certificat logiciel demandent la clé ClientCertificate de [insi].",
                "Renseignez le fichier PKCS#12 et redémarrez l'agent.")
        case .certificateCommonName:
            .init(
                409, .afterUserAction, "Ce certificat logiciel n'ouvre pas INSi.",
                "Le CN de son sujet doit être exactement INSI-AUTO ou INSI-MANU ; rien n'a été envoyé.",
                "Demandez à l'Agence du numérique en santé un certificat ORG AUTH_CLI de ce nom.")
        case .certificateOrganisation:
            .init(
                409, .afterUserAction, "Ce certificat logiciel ne nomme aucune structure.",
                "L'OU de son sujet, identifiant de la structure, est absent ; rien n'a été envoyé.",
                "Demandez un nouveau certificat à l'Agence du numérique en santé.")
        case .certificateExpired:
            .init(
                409, .afterUserAction, "Le certificat logiciel a expiré.", "Rien n'a été envoyé.",
                "Installez un certificat renouvelé ; vérifiez aussi la date du poste.")
        case .certificateNotYetValid:
            .init(
                409, .afterUserAction, "Le certificat logiciel n'est pas encore valable.", "Rien n'a été envoyé.",
                "Vérifiez la date du poste.")
        case .certificateTest:
            .init(
                409, .never, "Un certificat de test ne s'utilise pas en production.",
                "Son autorité est une autorité de test ; rien n'a été envoyé.",
                "Installez le certificat de production, ou choisissez Environment=test.")
        case .certificateUnusable:
            .init(
                409, .never, "Le certificat logiciel et sa clé ne sont pas utilisables.",
                "Ils n'ont pas pu être présentés ; rien n'a été envoyé.",
                "Faites vérifier le fichier PKCS#12 par votre informaticien.")
        case .certificateRefused:
            .init(
                502, .never, "Le service INSi a refusé le certificat logiciel.",
                "La connexion a été fermée avant la demande.",
                "Vérifiez que le certificat est bien celui qui a été délivré pour INSi sur cette plateforme.")
        case .certificateRefusedAbsent:
            .init(
                502, .never, "Le service INSi demande un certificat logiciel.",
                "Aucun ne lui a été présenté ; la connexion a été fermée avant la demande.",
                "Configurez Authentication=softwareCertificate et ClientCertificate, ou l'adresse du mode carte.")
        case .certificateRefusedAuthority:
            .init(
                502, .never, "Le service INSi ne reconnaît pas l'autorité du certificat logiciel.",
                "La connexion a été fermée avant la demande.",
                "Vérifiez que le certificat vient de l'IGC-Santé et de la bonne plateforme (test ou production).")
        case .certificateRefusedExpired:
            .init(
                502, .never, "Le service INSi tient le certificat logiciel pour expiré.",
                "La connexion a été fermée avant la demande.", "Installez un certificat renouvelé.")
        case .certificateRefusedRevoked:
            .init(
                502, .never, "Le certificat logiciel est révoqué.",
                "Le service INSi a fermé la connexion avant la demande.",
                "Demandez un nouveau certificat à l'Agence du numérique en santé.")
        default: nil
        }
    }

    private var wayText: ProblemText? {
        switch self {
        case .insNameUnknown:
            .init(
                502, .later, "Le nom du service INSi est introuvable.", "Le DNS du poste ne le connaît pas.",
                "Vérifiez l'accès à Internet et le DNS ; derrière un mandataire, renseignez Proxy.")
        case .insProxyCredentials:
            .init(
                502, .never, "Le mandataire demande un identifiant.",
                "Il a refusé ProxyUser et ProxyPassword, ou ils manquent ; rien n'est parti vers le service.",
                "Faites corriger ces clés de [insi] par votre informaticien.")
        case .insProxyRefused:
            .init(
                502, .never, "Le mandataire refuse l'accès au service INSi.", "Rien n'est parti vers le service.",
                "Faites autoriser l'adresse du service sur le mandataire.")
        case .insProxyUnreachable:
            .init(
                502, .later, "Le mandataire ne répond pas.", "Rien n'est parti vers le service.",
                "Vérifiez la clé Proxy de [insi] et le réseau. S'il sert d'autres sites, c'est qu'il attend lui-même le service INSi."
            )
        case .insCertificateExpired:
            .init(
                502, .never, "Le certificat du serveur INSi a expiré.", "Rien ne lui a été envoyé.",
                "Vérifiez la date du poste ; si elle est juste, prévenez votre informaticien.")
        case .insCertificateNotYetValid:
            .init(
                502, .never, "Le certificat du serveur INSi n'est pas encore valable.", "Rien ne lui a été envoyé.",
                "Vérifiez la date du poste.")
        case .insCertificateRevoked:
            .init(
                502, .never, "Le certificat du serveur INSi est révoqué.", "Rien ne lui a été envoyé.",
                "N'insistez pas et prévenez votre informaticien.")
        case .insCertificateName:
            .init(
                502, .never, "Le certificat du serveur porte un autre nom.",
                "Ce n'est pas celui de l'adresse appelée ; rien ne lui a été envoyé.",
                "Vérifiez la clé URL de [insi] ; prévenez votre informaticien.")
        case .insRevocationList:
            .init(
                502, .never, "La révocation du certificat du serveur ne peut pas être vérifiée.",
                "La liste de révocation manque ou a expiré ; rien n'a été envoyé.",
                "Mettez à jour le fichier RevocationLists de [insi], avec les listes de toutes les autorités.")
        case .insBusy:
            .init(
                429, .later, "Trop de recherches sont en cours.", "L'agent en mène au plus quatre à la fois.",
                "Patientez quelques secondes, puis réessayez.")
        case .insFaultUnavailable:
            .init(
                502, .later, "Le service INSi est temporairement indisponible.",
                "Il l'a dit lui-même.",
                "Réessayez plus tard ; une recherche par traits peut être confiée à une liste de travail.")
        case .callAbandoned:
            .init(
                409, .afterUserAction, "L'appel a été abandonné.",
                "La carte a été retirée ou l'agent s'est arrêté ; la demande a peut-être été traitée.",
                "Recommencez si le résultat est encore utile.")
        case .callSuspended:
            .init(
                504, .afterUserAction, "L'ordinateur s'est mis en veille pendant l'appel au service INSi.",
                "La réponse n'est pas arrivée au réveil ; la demande a peut-être été traitée.",
                "Saisissez de nouveau le code de la carte si elle le demande, puis relancez la recherche.")
        default: nil
        }
    }

    private var ruleText: ProblemText? {
        switch self {
        case .localFictitious:
            .init(
                422, .never, "Une identité fictive n'a pas d'INS.",
                "L'appel à INSi est interdit pour l'attribut « fictif » ; rien n'a été envoyé.",
                "Retirez l'attribut s'il est faux ; sinon n'appelez pas INSi.")
        case .localDoubtful:
            .init(
                422, .afterUserAction, "Cette identité est douteuse.",
                "L'appel à INSi est interdit pour l'attribut « douteux » ; rien n'a été envoyé.",
                "Levez le doute sur l'identité, puis recommencez.")
        case .localQualified:
            .init(
                422, .never, "Cette identité est déjà qualifiée.",
                "Son INS a déjà été récupérée et contrôlée ; rien n'a été envoyé.",
                "Utilisez l'INS du dossier.")
        case .localProvisional:
            .init(
                422, .afterUserAction, "L'établissement n'appelle pas INSi pour une identité provisoire.",
                "La configuration le refuse ; rien n'a été envoyé.",
                "Validez d'abord l'identité, ou faites revoir ProvisionalCalls.")
        case .specialityMissing:
            .init(
                409, .afterUserAction, "Le code de spécialité de ce médecin n'est pas configuré.",
                "INSi demande le code de spécialité AMO, à deux chiffres, qui n'est pas celui de la carte.",
                "Ajoutez-le dans [billing] après l'identifiant de facturation, puis redémarrez l'agent.")
        case .verificationOff:
            .init(
                409, .never, "La vérification d'INS (WS_INS3) est fermée.",
                "Son format n'est pas public : sans les valeurs du guide d'intégration, rien n'est envoyé.",
                "Renseignez VerificationNamespace et VerificationAction de [insi] si vous détenez le guide.")
        case .workListFull:
            .init(
                409, .never, "La liste de travail dépasse la limite.",
                "Le service n'est pas fait pour une file entière de patients.",
                "Réduisez la liste aux prochaines admissions.")
        case .workListInterrupted:
            .init(
                500, .afterUserAction, "L'agent s'est arrêté pendant cet appel.",
                "L'appel a peut-être été fait ; il n'est pas refait de lui-même.",
                "Relancez la recherche si son résultat est encore utile.")
        case .workListNotQueueable:
            .init(
                409, .never, "Cette recherche ne peut pas être confiée à une liste.",
                "Seule une recherche par traits qui a échoué parce que le service était indisponible le peut, "
                    + "dans le quart d'heure.",
                "Relancez la recherche, ou donnez les traits dans la liste.")
        default: nil
        }
    }

    private var traitsText: ProblemText? {
        switch self {
        case .vitaleBirthName:
            .init(
                422, .afterUserAction, "Le nom de naissance lu sur la carte ne peut pas être envoyé à INSi.",
                "Il contient ce que le service n'accepte pas ; rien n'a été envoyé.",
                "Recherchez l'identité sans la carte, par ses traits.")
        case .birthRankContradicted:
            .init(
                422, .afterUserAction, "Le rang de naissance donné n'est pas celui de la carte.",
                "La carte le dit elle-même ; rien n'a été envoyé.",
                "Reprenez sans indiquer de rang ; en cas de doute, recherchez par traits.")
        case .traitsBirthName:
            .init(
                422, .afterUserAction, "Le nom de naissance ne peut pas être envoyé à INSi.",
                "Il contient ce que le service n'accepte pas ; rien n'a été envoyé.",
                "Corrigez le nom de naissance d'après la pièce d'identité.")
        case .traitsGivenName:
            .init(
                422, .afterUserAction, "Un prénom ne peut pas être envoyé à INSi.",
                "Il contient ce que le service n'accepte pas ; rien n'a été envoyé.",
                "Corrigez les prénoms d'après la pièce d'identité.")
        case .traitsSex:
            .init(
                422, .never, "Le sexe doit être M ou F.",
                "INSi ne connaît pas de sexe indéterminé ; rien n'a été envoyé.",
                "Corrigez le sexe d'après la pièce d'identité ; s'il est indéterminé, n'appelez pas INSi.")
        case .traitsBirthDate:
            .init(
                422, .afterUserAction, "La date de naissance n'est pas une date du calendrier.",
                "Une date passée, écrite AAAA-MM-JJ, est attendue ; rien n'a été envoyé.",
                "Corrigez la date de naissance d'après la pièce d'identité.")
        case .traitsBirthDateIncomplete:
            .init(
                422, .afterUserAction, "La date de naissance est incomplète.",
                "Une date incomplète n'est jamais envoyée à INSi.",
                "Complétez-la selon le RNIV : jour inconnu, le 01 ; mois inconnu, 01 ; les deux, le 31 décembre ; "
                    + "et marquez-la comme estimée dans le dossier.")
        case .traitsBirthPlace:
            .init(
                422, .afterUserAction, "Le lieu de naissance n'est pas un code INSEE.",
                "Cinq caractères sont attendus : commune à la date de naissance, ou 99 et le pays ; rien n'a été envoyé.",
                "Corrigez le code, ou laissez-le vide.")
        case .traitsMatricule:
            .init(
                422, .afterUserAction, "Le matricule INS est mal formé.",
                "Treize caractères, la clé qui leur correspond et un OID sont attendus ; rien n'a été envoyé.",
                "Corrigez le matricule.")
        default: nil
        }
    }
}
