extension ConfigurationReading {
    /// One key as it is in force.
    public struct Shown: Equatable, Sendable {
        /// Section without brackets.
        public let section: String
        /// Name of the key.
        public let key: String
        /// As written; nil where the key has none.
        public let value: String?
        /// What is in force while it has none.
        public let derived: String?
        /// Where it comes from; nil for the default.
        public let place: ConfigurationFault.Place?
    }

    /// Every key, in the order in which they are documented; professionals by their identifiers.
    public var shown: [Shown] {
        let fixed = ConfigurationKey.all.map { shown($0, $0.name) }
        return fixed + configuration.billing.keys.sorted().map { shown(.holder, $0) }
    }

    /// `shown` as a file, from which the same configuration is read.
    public func text(credentials: [Credentials.Name]) -> String {
        let heads = credentials.map { "# identifiant du gestionnaire de services : \($0.rawValue)\n" }
        let sections = ConfigurationKey.sections.map { section in
            "[\(section)]\n" + shown.filter { $0.section == section }.map(\.lines).joined()
        }
        return (heads + sections).joined(separator: "\n")
    }

    private func shown(_ key: ConfigurationKey, _ name: String) -> Shown {
        let value = key.text(name, configuration)
        return Shown(
            section: key.section, key: name, value: value, derived: value == nil ? key.derived(configuration) : nil,
            place: place(section: key.section, key: name))
    }
}

extension ConfigurationReading.Shown {
    /// A comment that tells the origin, and the key.
    fileprivate var lines: String {
        let origin = place.map { ConfigurationFault.Place(file: $0.file, line: $0.line).text } ?? "défaut"
        return "# \(origin)" + (derived.map { " ; en vigueur : \($0)" } ?? "") + "\n\(key)=\(value ?? "")\n"
    }
}

extension ConfigurationReading.Shown: Encodable {
    private enum CodingKeys: CodingKey {
        case section, key, value, derived, file, line
    }

    /// All members, null where there is none: `file` and `line` of a default.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(section, forKey: .section)
        try container.encode(key, forKey: .key)
        try container.encode(value, forKey: .value)
        try container.encode(derived, forKey: .derived)
        try container.encode(place?.file, forKey: .file)
        try container.encode(place?.line, forKey: .line)
    }
}
