/// One key of the configuration: where it stands, what it means, what it accepts, and what it has in a configuration.
///
/// The reader, `config show`, the commented file and the manual are all made from this table.
public struct ConfigurationKey: Sendable {
    /// Section without brackets.
    public let section: String
    /// Name as written, case included.
    public let name: String
    /// Meaning and unit, in French, for the commented file and the manual: one or more sentences.
    public let meaning: String
    /// What a value must be, in French.
    public let expected: String
    /// A value as an administrator would write it, for keys that have none by default.
    public let example: String?

    let apply: @Sendable (_ key: String, _ value: String, _ configuration: inout Configuration) -> Bool
    let reset: @Sendable (_ key: String, _ configuration: inout Configuration) -> Void
    /// The value as written; nil where there is none.
    let text: @Sendable (_ key: String, _ configuration: Configuration) -> String?
    /// What is in force while the key has no value.
    let derived: @Sendable (_ configuration: Configuration) -> String?

    /// The sections in the order in which they are documented.
    public static let sections = ["agent", "endpoint", "professional", "vitale", "insi", "billing"]

    /// Every key with a fixed name; `[billing]` also takes national identifiers as keys.
    public static let all = agent + endpoint + professional + vitale + insi + billing

    static func find(section: String, name: String) -> ConfigurationKey? {
        let known = all.first { $0.section == section && $0.name == name }
        return known ?? (section == "billing" && isNationalId(name) ? holder : nil)
    }

    /// What it has when nothing is configured; nil for nothing.
    public var defaultText: String? { text(name, Configuration()) }

    /// Whether its name stands for itself; `holder`'s stands for any identifier.
    var isFixed: Bool { name != Self.holder.name }

    /// A key that always has a value.
    static func value<Value>(
        _ section: String, _ name: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable,
        _ kind: ConfigurationValue<Value>, _ meaning: String
    ) -> ConfigurationKey {
        ConfigurationKey(
            section: section, name: name, meaning: meaning, expected: kind.expected, example: nil,
            apply: { _, text, configuration in
                guard let value = kind.read(text) else { return false }
                configuration[keyPath: path] = value
                return true
            },
            reset: { _, configuration in configuration[keyPath: path] = Configuration()[keyPath: path] },
            text: { _, configuration in
                let text = kind.text(configuration[keyPath: path])
                return text.isEmpty ? nil : text
            }, derived: { _ in nil })
    }

    /// A key that may be absent; `derived` tells what is in force then.
    static func optional<Value>(
        _ section: String, _ name: String, _ path: any WritableKeyPath<Configuration, Value?> & Sendable,
        _ kind: ConfigurationValue<Value>, example: String? = nil, _ meaning: String,
        derived: @escaping @Sendable (Configuration) -> String? = { _ in nil }
    ) -> ConfigurationKey {
        ConfigurationKey(
            section: section, name: name, meaning: meaning, expected: kind.expected, example: example,
            apply: { _, text, configuration in
                guard let value = kind.read(text) else { return false }
                configuration[keyPath: path] = value
                return true
            }, reset: { _, configuration in configuration[keyPath: path] = nil },
            text: { _, configuration in configuration[keyPath: path].map(kind.text) }, derived: derived)
    }

    /// The key of one professional, whose name is a national identifier.
    static let holder: ConfigurationKey = {
        let kind = ConfigurationValue<Billing>.billing
        return ConfigurationKey(
            section: "billing", name: "IDENTIFIANT",
            meaning: """
                Identifiant de facturation d'un professionnel qui a le sien : la clé est son identifiant national, tel que sa \
                carte le porte ; une ligne par professionnel. Une valeur vide retire la ligne d'un autre fichier.
                """,
            expected: kind.expected, example: "899700000001=123456789 01",
            apply: { key, text, configuration in
                guard let value = kind.read(text) else { return false }
                configuration.billing[key] = value
                return true
            }, reset: { key, configuration in configuration.billing[key] = nil },
            text: { key, configuration in configuration.billing[key].map(kind.text) }, derived: { _ in nil })
    }()

    /// National identifiers are digits and capitals, and `/` for those of establishments (cpx.md 6.2).
    private static func isNationalId(_ text: String) -> Bool {
        (8...30).contains(text.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2F
            }
    }
}
