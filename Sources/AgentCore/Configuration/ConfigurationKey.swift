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
            "agent", "StateDirectory", "Dossier des clients, de l'instance et des rôles des lecteurs",
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
            "professional", "PINIdle", "Minutes sans signature après lesquelles le code est redemandé ; 0 : jamais",
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
        .init("insi", "URL", "Adresse du service INSi", "une adresse https://") {
            set(optional: &$1.url, $0.hasPrefix("https://") && $0.utf8.count > 8 ? $0 : nil)
        },
        .init("insi", "TrustAnchors", "Fichier PEM des autorités de confiance", "un chemin absolu") {
            set(&$1.trustAnchors, path($0))
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
        .init("billing", "Default", "Identifiant de facturation de l'établissement", "1 à 33 caractères sans espace") {
            set(optional: &$1.billingDefault, billing($0))
        },
    ]

    private static let billingHolder = ConfigurationKey(
        section: "billing", name: "", meaning: "Identifiant de facturation d'un professionnel",
        expected: "1 à 33 caractères sans espace",
        apply: { key, value, configuration in set(optional: &configuration.billing[key], billing(value)) })

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

    private static func billing(_ text: String) -> String? {
        (1...33).contains(text.count) && text.allSatisfy { !$0.isWhitespace } ? text : nil
    }

    /// National identifiers are digits and capitals, and `/` for those of establishments (cpx.md 6.2).
    private static func isNationalId(_ text: String) -> Bool {
        (8...30).contains(text.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2F
            }
    }
}
