/// A virtual card that is neither a Vitale 2 nor a professional card with contacts: what else people put into a reader.
///
///     {"card": "decoy", "atr": "3B 75 13 00 00 47 09 EA 90 00"}
public struct OtherCardDescription: Codable, Equatable, Sendable {
    /// What it is; the raw value is that of the key `card`.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// First generation of the Vitale card (vitale.md 4).
        case vitale1
        /// A French bank card (vitale.md 1.4, 2.1).
        case bank
        /// A professional card of before 2011, without IAS application (cpx.md 1.2, 3.7).
        case cps2ter
        /// A CPS3 on a contactless slot: its technical application only (cpx.md 3.6).
        case contactlessCPx = "contactless-cpx"
        /// A telephone on a contactless slot (vitale.md 6).
        case phone
        /// A card whose ATR resembles a Vitale card's, without the VITALE application (vitale.md 1.4).
        case decoy
        /// A card that knows no command of ours.
        case unknown
        /// Something that does not answer to reset: a card upside down.
        case mute
    }

    /// What it is.
    public var kind: Kind
    /// Hexadecimal, 2 to 33 bytes; nil is one of the kind's own. A mute thing has none.
    public var atr: String?

    /// A description in code, unchecked until a card is made of it.
    public init(_ kind: Kind, atr: String? = nil) {
        self.kind = kind
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
        kind = try container.decode(Kind.self, forKey: .kind)
        atr = try container.decodeIfPresent(String.self, forKey: .atr)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case kind = "card"
        case atr
    }
}
