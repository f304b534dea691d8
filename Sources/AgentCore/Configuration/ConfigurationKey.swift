/// One key of the configuration: where it stands, what it means, what it accepts.
public struct ConfigurationKey: Sendable {
    /// Section without brackets.
    public let section: String
    /// Name as written, case included.
    public let name: String
    /// Meaning, in French, for the commented file and the manual.
    public let meaning: String
    /// What a value must be, in French, for the fault message.
    let expected: String
    let apply: @Sendable (_ key: String, _ value: String, _ configuration: inout Configuration) -> Bool

    /// The sections in the order in which they are documented.
    public static let sections = ["agent", "endpoint", "professional", "vitale", "insi", "billing"]

    static func find(section: String, name: String) -> ConfigurationKey? {
        let known = all.first { $0.section == section && $0.name == name }
        return known ?? (section == "billing" && isNationalId(name) ? billingHolder : nil)
    }

    /// Every key with a fixed name; `[billing]` also takes national identifiers as keys.
    public static let all: [ConfigurationKey] = [
        .init("agent", "Environment", "Plateforme appelée", "sandbox, test ou production") {
            set(&$1.environment, Configuration.Environment(rawValue: $0))
        },
        .init("agent", "Automatic", "Appeler sans clic quand un seul bénéficiaire est possible", "oui ou non") {
            set(&$1.automatic, boolean($0))
        },
        .init(
            "agent", "StateDirectory",
            "Dossier des clients, de l'instance, des rôles des lecteurs et des listes de travail, scellées par seal.key",
            "un chemin absolu"
        ) {
            set(&$1.stateDirectory, path($0))
        },
        .init(
            "agent", "ResultRetention", "Durée en secondes de garde d'un résultat dont la carte est retirée",
            "un nombre de 0 à 300"
        ) {
            set(&$1.resultRetention, number($0, 0...300))
        },
        .init(
            "agent", "AuditRetention", "Jours de garde des traces d'appels, par fichier terminé",
            "un nombre de 31 à 3650"
        ) {
            set(&$1.auditRetention, number($0, 31...3650))
        },
        .init(
            "agent", "LogLevel", "Événements écrits au journal, à partir de ce niveau",
            "debug, info, notice, warning ou error"
        ) {
            set(&$1.logLevel, Configuration.LogLevel(rawValue: $0))
        },
        .init("endpoint", "Port", "Port TCP sur la boucle locale", "un nombre de 0 à 65535") {
            set(&$1.port, number($0, 0...65535))
        },
        .init("endpoint", "Socket", "Chemin de la prise locale", "un chemin absolu de 107 octets au plus") {
            set(&$1.socket, $0.utf8.count <= 107 ? path($0) : nil)
        },
        .init(
            "endpoint", "SocketUsers", "Numéros des utilisateurs admis sur la prise locale",
            "des numéros séparés par des espaces"
        ) {
            set(&$1.socketUsers, users($0))
        },
        .init(
            "professional", "PINIdle",
            "Minutes sans usage au guichet après lesquelles le code est redemandé ; 0 : jamais",
            "un nombre de 0 à 1440"
        ) {
            set(&$1.pinIdle, number($0, 0...1440))
        },
        .init(
            "professional", "CardAuthorities", "Fichier PEM des autorités IGC-Santé qui émettent les cartes",
            "un chemin absolu"
        ) {
            set(optional: &$1.cardAuthorities, path($0))
        },
        .init("vitale", "ApiLec", "Bibliothèque officielle API de lecture Vitale", "un chemin absolu") {
            set(optional: &$1.apiLec, path($0))
        },
        .init("vitale", "ApiLecConfiguration", "Fichier api_lec.ini de cette bibliothèque", "un chemin absolu") {
            set(optional: &$1.apiLecConfiguration, path($0))
        },
        .init("vitale", "Mica", "Bibliothèque officielle MICA", "un chemin absolu") {
            set(optional: &$1.mica, path($0))
        },
        .init("vitale", "LibraryTimeout", "Délai de réponse d'une bibliothèque en secondes", "un nombre de 1 à 300") {
            set(&$1.libraryTimeout, number($0, 1...300))
        },
        .init(
            "insi", "VitaleAssertion",
            "Assertion Vitale dans l'appel : required la rend obligatoire (règle de la production)",
            "required ou whenAvailable"
        ) {
            set(optional: &$1.vitaleAssertion, Configuration.VitaleAssertionRule(rawValue: $0))
        },
        .init(
            "insi", "Authentication",
            "Authentification des appels : carte de professionnel ou certificat logiciel de la structure",
            "cpx ou softwareCertificate (Pro Santé Connect n'est pas encore utilisable : son transport n'est pas public)"
        ) {
            set(&$1.authentication, Configuration.Authentication(rawValue: $0))
        },
        .init("insi", "ClientCertificate", "Fichier PKCS#12 du certificat logiciel", "un chemin absolu") {
            set(optional: &$1.clientCertificate, path($0))
        },
        .init(
            "insi", "ClientCertificatePassphrase", "Fichier de sa phrase de passe, lisible par l'agent seul",
            "un chemin absolu"
        ) {
            set(optional: &$1.clientCertificatePassphrase, path($0))
        },
        .init("insi", "URL", "Adresse du service INSi", "une adresse https://") {
            set(optional: &$1.url, $0.hasPrefix("https://") && $0.utf8.count > 8 ? $0 : nil)
        },
        .init("insi", "TrustAnchors", "Fichier PEM des autorités de confiance", "un chemin absolu") {
            set(&$1.trustAnchors, path($0))
        },
        .init(
            "insi", "RevocationLists", "Fichier PEM des listes de révocation de toutes ces autorités",
            "un chemin absolu"
        ) {
            set(optional: &$1.revocationLists, path($0))
        },
        .init("insi", "Proxy", "Mandataire vers le service", "une adresse http:// sans identifiants") {
            set(optional: &$1.proxy, proxy($0))
        },
        .init("insi", "ProxyUser", "Utilisateur du mandataire", "1 à 128 caractères") {
            set(optional: &$1.proxyUser, (1...128).contains($0.count) ? $0 : nil)
        },
        .init(
            "insi", "ProxyPassword", "Fichier du mot de passe du mandataire, lisible par l'agent seul",
            "un chemin absolu"
        ) {
            set(optional: &$1.proxyPassword, path($0))
        },
        .init("insi", "ConnectTimeout", "Délai de connexion en secondes", "un nombre de 1 à 300") {
            set(&$1.connectTimeout, number($0, 1...300))
        },
        .init("insi", "TotalTimeout", "Délai de réponse en secondes", "un nombre de 1 à 300") {
            set(&$1.totalTimeout, number($0, 1...300))
        },
        .init("insi", "IDAM", "Numéro d'autorisation du logiciel", "1 à 59 caractères") {
            set(&$1.idam, (1...59).contains($0.count) ? $0 : nil)
        },
        .init(
            "insi", "Retries", "Nouveaux essais quand le service est injoignable ou se dit indisponible",
            "un nombre de 0 à 5"
        ) {
            set(&$1.retries, number($0, 0...5))
        },
        .init("insi", "RetryPause", "Secondes avant le premier nouvel essai", "un nombre de 0 à 60") {
            set(&$1.retryPause, number($0, 0...60))
        },
        .init(
            "insi", "AssertionAge",
            "Secondes pendant lesquelles une assertion signée sert aux recherches par traits ; 0 : une par appel",
            "un nombre de 0 à 300"
        ) {
            set(&$1.assertionAge, number($0, 0...300))
        },
        .init("insi", "ProvisionalCalls", "Appeler aussi pour une identité provisoire", "oui ou non") {
            set(&$1.provisionalCalls, boolean($0))
        },
        .init(
            "insi", "VerificationNamespace",
            "Espace de noms de la requête WS_INS3, d'après le guide d'intégration ; sans lui l'opération est fermée",
            "un espace de noms XML"
        ) {
            set(optional: &$1.verificationNamespace, $0.isEmpty ? nil : $0)
        },
        .init("insi", "VerificationAction", "Action SOAP de WS_INS3, d'après le guide d'intégration", "une action SOAP")
        {
            set(optional: &$1.verificationAction, $0.isEmpty || $0.contains("\"") ? nil : $0)
        },
        .init(
            "insi", "WorkListDaily", "Recherches par jour pour les listes de travail ; 0 les ferme",
            "un nombre de 0 à 1000"
        ) {
            set(&$1.workListDaily, number($0, 0...1000))
        },
        .init("insi", "WorkListPause", "Secondes entre deux lignes d'une liste de travail", "un nombre de 0 à 3600") {
            set(&$1.workListPause, number($0, 0...3600))
        },
        .init("billing", "Default", "Identifiant de facturation de l'établissement", billingExpected) {
            set(optional: &$1.billingDefault, Billing($0))
        },
    ]

    private static let billingExpected =
        "1 à 33 caractères sans espace, puis au besoin un espace et le code de spécialité AMO à deux chiffres"

    private static let billingHolder = ConfigurationKey(
        section: "billing", name: "", meaning: "Identifiant de facturation d'un professionnel",
        expected: billingExpected,
        apply: { key, value, configuration in set(optional: &configuration.billing[key], Billing(value)) })

    private init(
        _ section: String, _ name: String, _ meaning: String, _ expected: String,
        _ apply: @escaping @Sendable (String, inout Configuration) -> Bool
    ) {
        self.init(section: section, name: name, meaning: meaning, expected: expected) { _, value, configuration in
            apply(value, &configuration)
        }
    }

    private init(
        section: String, name: String, meaning: String, expected: String,
        apply: @escaping @Sendable (String, String, inout Configuration) -> Bool
    ) {
        self.section = section
        self.name = name
        self.meaning = meaning
        self.expected = expected
        self.apply = apply
    }

    private static func set<Value>(_ target: inout Value, _ value: Value?) -> Bool {
        guard let value else { return false }
        target = value
        return true
    }

    /// With a name of its own: to the function above a missing value would be a value of the optional type.
    private static func set<Value>(optional target: inout Value?, _ value: Value?) -> Bool {
        guard let value else { return false }
        target = value
        return true
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "oui", "on": true
        case "no", "false", "non", "off": false
        default: nil
        }
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    private static func path(_ text: String) -> String? {
        text.hasPrefix("/") ? text : nil
    }

    private static func users(_ text: String) -> [UInt32]? {
        let numbers = text.split(separator: " ").map { UInt32($0) }
        return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
    }

    /// A password has a file of its own, so that it is never read aloud with the configuration.
    private static func proxy(_ text: String) -> String? {
        let isAddress = text.hasPrefix("http://") && text.utf8.count > "http://".utf8.count
        return isAddress && !text.contains("@") ? text : nil
    }

    /// National identifiers are digits and capitals, and `/` for those of establishments (cpx.md 6.2).
    private static func isNationalId(_ text: String) -> Bool {
        (8...30).contains(text.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2F
            }
    }
}
