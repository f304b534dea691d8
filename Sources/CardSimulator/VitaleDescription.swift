/// What is on a virtual Vitale 2 card, as a JSON file gives it; `bearers` alone is required.
///
///     {"bearers": [{"name": "ADRDEUX", "givenName": "LAURENT", "birthDate": "1981-01-01",
///                   "matricule": "1810163220751"}], "layout": "padded"}
public struct VitaleDescription: Codable, Equatable, Sendable {
    /// How a bearer file ends (vitale.md 3.8): with its data; with zeros up to a multiple of 256 bytes; with `FF` as far
    /// (weak: no card is known to do so, vitale.md 3.7).
    public enum Layout: String, Codable, Sendable {
        case exact
        case padded
        case paddedFF = "padded-ff"
    }

    /// Where the bearers' objects are: names and numbers in a file each, or all in one template of one file, the other
    /// being absent (the sources disagree, vitale.md 9).
    public enum Schema: String, Codable, Sendable {
        case twoFiles = "two-files"
        case allInIdentity = "all-in-identity"
        case allInMatricules = "all-in-matricules"
    }

    /// A file of bearers: SFI 2 of the MF, SFI 2 of the application VITALE.
    public enum File: String, Codable, Sendable {
        case identity
        case matricules
    }

    /// Bytes missing at the end of the bearer files.
    public struct Truncation: Codable, Equatable, Sendable {
        /// So many of the identity file.
        public var identity = 0
        /// So many of the matricules file.
        public var matricules = 0

        /// A truncation in code.
        public init(identity: Int = 0, matricules: Int = 0) {
            self.identity = identity
            self.matricules = matricules
        }
    }

    /// The insured first, then those entitled through them.
    public var bearers: [Bearer]
    /// `exact` when the JSON does not say.
    public var layout = Layout.exact
    /// Hexadecimal, 2 to 33 bytes; nil is `3B 75 13 00 00 47 09 EA 90 00` (vitale.md 1.2).
    public var atr: String?
    /// Where the objects are.
    public var schema = Schema.twoFiles
    /// How answers leave the card.
    public var transport = CardTransport.strict
    /// Size in bytes of each bearer file, of a padded layout only; nil is the next multiple of 256.
    public var fileSize: Int?
    /// Names and given names are filled with spaces to so many characters; nil fills none.
    public var textWidth: Int?
    /// Files that answer READ BINARY by 6982.
    public var protected: [File] = []
    /// Files without any object.
    public var empty: [File] = []
    /// Bytes cut off, of the exact layout only: an object is longer than its file.
    public var truncated = Truncation()
    /// Start of validity in the card file: `YYYY-MM-DD` or `YYYYMMDD`.
    public var validFrom = "2019-06-01"

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

    enum CodingKeys: String, CodingKey, CaseIterable {
        case bearers, layout, atr, schema, transport, fileSize, textWidth, protected, empty, truncated, validFrom
    }
}
