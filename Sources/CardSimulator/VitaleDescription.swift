/// What is on a virtual Vitale 2 card, as a JSON file gives it.
///
///     {"bearers": [{"name": "ADRDEUX", "givenName": "LAURENT", "birthDate": "1981-01-01",
///                   "matricule": "1810163220751"}], "layout": "padded"}
public struct VitaleDescription: Codable, Equatable, Sendable {
    /// How a file's end looks (vitale.md 3.8): the file ends with its data, or with zeros up to a multiple of 256.
    public enum Layout: String, Codable, Sendable {
        case exact
        case padded
    }

    /// The insured first, then those entitled through them.
    public var bearers: [Bearer]
    /// `exact` when the JSON does not say.
    public var layout: Layout
    /// Hexadecimal, 2 to 33 bytes; nil is `3B 75 13 00 00 47 09 EA 90 00` (vitale.md 1.2).
    public var atr: String?

    /// A description in code, unchecked until a card is made of it.
    public init(bearers: [Bearer], layout: Layout = .exact, atr: String? = nil) {
        self.bearers = bearers
        self.layout = layout
        self.atr = atr
    }

    /// Reads JSON text in UTF-8.
    public init(json: [UInt8]) throws(CardDescriptionError) {
        self = try DescriptionDecoding.decode(Self.self, from: json)
    }

    /// Refuses unknown keys.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        bearers = try container.decode([Bearer].self, forKey: .bearers)
        layout = try container.decodeIfPresent(Layout.self, forKey: .layout) ?? .exact
        atr = try container.decodeIfPresent(String.self, forKey: .atr)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case bearers, layout, atr
    }
}
