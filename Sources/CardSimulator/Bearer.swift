/// One person on a virtual Vitale card (vitale.md 3.3 and 3.4). Texts are Latin-1 on the chip.
public struct Bearer: Codable, Equatable, Sendable {
    /// Tag 80.
    public var name: String
    /// Tag 81.
    public var givenName: String
    /// Tag 82: `YYYY-MM-DD` or `YYYYMMDD`, written without dashes and otherwise as given, so that lunar and impossible
    /// dates can be had.
    public var birthDate: String
    /// Tag 93, first part: 13 characters. Nil leaves out the tag, as for a child without a number of its own.
    public var matricule: String?
    /// Tag 93, second part: two digits. Nil is the right key; a given one is written as it is, right or wrong.
    public var key: String?
    /// Tag 90. `FR` when the JSON does not say.
    public var nationality: String
    /// BER-TLV objects in hexadecimal that follow the others of the identity template, written as given: tags that nobody
    /// knows, or what is none.
    public var extra: String?

    /// A bearer in code, unchecked until a card is made of it.
    public init(
        name: String, givenName: String, birthDate: String, matricule: String? = nil, key: String? = nil,
        nationality: String = "FR", extra: String? = nil
    ) {
        self.name = name
        self.givenName = givenName
        self.birthDate = birthDate
        self.matricule = matricule
        self.key = key
        self.nationality = nationality
        self.extra = extra
    }

    /// Refuses unknown keys.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        givenName = try container.decode(String.self, forKey: .givenName)
        birthDate = try container.decode(String.self, forKey: .birthDate)
        matricule = try container.decodeIfPresent(String.self, forKey: .matricule)
        key = try container.decodeIfPresent(String.self, forKey: .key)
        nationality = try container.decodeIfPresent(String.self, forKey: .nationality) ?? "FR"
        extra = try container.decodeIfPresent(String.self, forKey: .extra)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, givenName, birthDate, matricule, key, nationality, extra
    }
}
