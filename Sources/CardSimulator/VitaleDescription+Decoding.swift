extension VitaleDescription {
    /// Refuses unknown keys and values that no card can hold.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            if let given = try container.decodeIfPresent(Value.self, forKey: key) { value = given }
        }
        self.init(bearers: try container.decode([Bearer].self, forKey: .bearers))
        try read(.layout, into: &layout)
        atr = try container.decodeIfPresent(String.self, forKey: .atr)
        try read(.schema, into: &schema)
        try read(.transport, into: &transport)
        fileSize = try container.decodeIfPresent(Int.self, forKey: .fileSize)
        textWidth = try container.decodeIfPresent(Int.self, forKey: .textWidth)
        try read(.protected, into: &protected)
        try read(.empty, into: &empty)
        try read(.truncated, into: &truncated)
        try read(.validFrom, into: &validFrom)
        try validate()
    }

    /// What can be told without the size of the files.
    func validate() throws(CardDescriptionError) {
        try Self.require(fileSize == nil || layout != .exact, "fileSize", "accompanied by a padded layout")
        try Self.require((1...VitaleFacts.largestFile).contains(fileSize ?? 1), "fileSize", "1 to 32767")
        try Self.require((0...255).contains(textWidth ?? 0), "textWidth", "0 to 255")
        try Self.require(truncated == Truncation() || layout == .exact, "truncated", "accompanied by the exact layout")
        try Self.require(truncated.identity >= 0, "truncated.identity", "a number of bytes")
        try Self.require(truncated.matricules >= 0, "truncated.matricules", "a number of bytes")
        let day = validFrom.utf8.filter { $0 != UInt8(ascii: "-") }
        let isDay = day.count == 8 && day.allSatisfy { (0x30...0x39).contains($0) }
        try Self.require(isDay, "validFrom", "eight digits")
    }

    private static func require(_ holds: Bool, _ key: String, _ expected: String) throws(CardDescriptionError) {
        guard holds else { throw .wrongValue(key: key, expected: expected) }
    }
}

extension VitaleDescription.Truncation {
    /// Refuses unknown keys.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        identity = try container.decodeIfPresent(Int.self, forKey: .identity) ?? 0
        matricules = try container.decodeIfPresent(Int.self, forKey: .matricules) ?? 0
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case identity, matricules
    }
}
