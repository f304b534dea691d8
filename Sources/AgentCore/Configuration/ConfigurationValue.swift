/// How the values of a key are written: both ways, so that what is shown can be read again.
struct ConfigurationValue<Value: Sendable>: Sendable {
    /// What a value must be, in French, for the fault message and the manual.
    let expected: String
    /// Nil for anything else.
    let read: @Sendable (String) -> Value?
    /// The form that `read` takes.
    let text: @Sendable (Value) -> String
}

extension ConfigurationValue where Value: RawRepresentable, Value.RawValue == String {
    /// One of a few words.
    static func word(_ expected: String) -> Self {
        Self(expected: expected, read: { Value(rawValue: $0) }, text: { $0.rawValue })
    }
}

extension ConfigurationValue<Bool> {
    /// Yes or no, in French or English.
    static var answer: Self {
        Self(
            expected: "oui ou non",
            read: { text in
                switch text.lowercased() {
                case "yes", "true", "oui", "on": true
                case "no", "false", "non", "off": false
                default: nil
                }
            }, text: { $0 ? "oui" : "non" })
    }
}

extension ConfigurationValue<Int> {
    /// A whole number of a range.
    static func number(_ range: ClosedRange<Int>) -> Self {
        Self(
            expected: "un nombre de \(range.lowerBound) à \(range.upperBound)",
            read: { Int($0).flatMap { range.contains($0) ? $0 : nil } }, text: { String($0) })
    }
}

extension ConfigurationValue<[UInt32]> {
    /// User numbers.
    static var users: Self {
        Self(
            expected: "des numéros séparés par des espaces",
            read: { text in
                let numbers = text.split(separator: " ").map { UInt32($0) }
                return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
            }, text: { $0.map(String.init).joined(separator: " ") })
    }
}

extension ConfigurationValue<String> {
    /// Text as it stands, where it `fits`.
    static func text(_ expected: String, _ fits: @escaping @Sendable (String) -> Bool) -> Self {
        Self(expected: expected, read: { fits($0) ? $0 : nil }, text: { $0 })
    }

    /// An absolute path.
    static var path: Self { text("un chemin absolu") { $0.hasPrefix("/") } }

    /// The path of a Unix socket, which has a limit of its own.
    static var socket: Self {
        text("un chemin absolu de 107 octets au plus") { $0.hasPrefix("/") && $0.utf8.count <= 107 }
    }

    /// The address of the service.
    static var url: Self {
        text("une adresse https:// sans identifiants ni espace") {
            $0.hasPrefix("https://") && $0.utf8.count > 8 && !$0.contains { $0 == "@" || $0.isWhitespace }
        }
    }

    /// The address of a proxy. A password has a file of its own, so that it is never read aloud with the configuration.
    static var proxy: Self {
        text("une adresse http:// sans identifiants ni espace") {
            $0.hasPrefix("http://") && $0.utf8.count > 7 && !$0.contains { $0 == "@" || $0.isWhitespace }
        }
    }
}

extension ConfigurationValue<Billing> {
    /// An identifier, and the speciality of a physician.
    static var billing: Self {
        Self(
            expected:
                "1 à 33 caractères sans espace, puis au besoin un espace et le code de spécialité AMO à deux chiffres",
            read: { Billing($0) },
            text: { ([$0.identifier] + [$0.speciality].compactMap(\.self)).joined(separator: " ") })
    }
}
