extension ProfessionalDescription {
    /// Refuses unknown keys and values that no card can hold.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        try readHolder(container)
        try readCard(container)
        try readCodes(container)
        try validate()
    }

    private mutating func readHolder(_ container: KeyedDecodingContainer<CodingKeys>) throws {
        try Self.readOptional(container, .comment, into: &comment)
        try Self.read(container, .nationalId, into: &nationalId)
        try Self.read(container, .givenName, into: &givenName)
        try Self.read(container, .surname, into: &surname)
        try Self.read(container, .nominative, into: &nominative)
        try Self.read(container, .profession, into: &profession)
        try Self.read(container, .title, into: &title)
        try Self.readOptional(container, .speciality, into: &speciality)
        try Self.readOptional(container, .sector, into: &sector)
        try Self.readOptional(container, .situations, into: &situations)
    }

    private mutating func readCard(_ container: KeyedDecodingContainer<CodingKeys>) throws {
        try Self.read(container, .cardType, into: &cardType)
        try Self.read(container, .cardNumber, into: &cardNumber)
        try Self.read(container, .chipSerial, into: &chipSerial)
        try Self.read(container, .test, into: &test)
        try Self.read(container, .expired, into: &expired)
        try Self.read(container, .notYetValid, into: &notYetValid)
        try Self.read(container, .foreignAuthority, into: &foreignAuthority)
        try Self.read(container, .extraTags, into: &extraTags)
        try Self.read(container, .generation, into: &generation)
        try Self.readOptional(container, .atr, into: &atr)
        try Self.read(container, .externalHash, into: &externalHash)
    }

    private mutating func readCodes(_ container: KeyedDecodingContainer<CodingKeys>) throws {
        try Self.read(container, .pin, into: &pin)
        try Self.read(container, .pinMinimum, into: &pinMinimum)
        try Self.read(container, .pinMaximum, into: &pinMaximum)
        try Self.read(container, .padding, into: &padding)
        try Self.read(container, .puk, into: &puk)
        try Self.read(container, .triesLeft, into: &triesLeft)
        try Self.read(container, .pukTriesLeft, into: &pukTriesLeft)
    }

    private static func read<Value: Decodable>(
        _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys, into value: inout Value
    ) throws {
        if let given = try container.decodeIfPresent(Value.self, forKey: key) { value = given }
    }

    /// Null is a value of these.
    private static func readOptional<Value: Decodable>(
        _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys, into value: inout Value?
    ) throws {
        if container.contains(key) { value = try container.decodeIfPresent(Value.self, forKey: key) }
    }
}
