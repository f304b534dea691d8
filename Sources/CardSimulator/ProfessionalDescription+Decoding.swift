extension ProfessionalDescription {
    /// Refuses unknown keys and values that no card can hold.
    public init(from decoder: any Decoder) throws {
        try DescriptionDecoding.refuseUnknownKeys(in: decoder, keys: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            if let given = try container.decodeIfPresent(Value.self, forKey: key) { value = given }
        }
        func readOptional(_ key: CodingKeys, into value: inout String?) throws {
            if container.contains(key) { value = try container.decodeIfPresent(String.self, forKey: key) }
        }
        self.init()
        try read(.nationalId, into: &nationalId)
        try read(.givenName, into: &givenName)
        try read(.surname, into: &surname)
        try read(.cardType, into: &cardType)
        try read(.profession, into: &profession)
        try read(.title, into: &title)
        try readOptional(.speciality, into: &speciality)
        try readOptional(.sector, into: &sector)
        try read(.cardNumber, into: &cardNumber)
        try read(.chipSerial, into: &chipSerial)
        try read(.pin, into: &pin)
        try read(.puk, into: &puk)
        try read(.triesLeft, into: &triesLeft)
        try read(.expired, into: &expired)
        try read(.generation, into: &generation)
        try read(.externalHash, into: &externalHash)
        try validate()
    }

    /// Lengths and alphabets that the card's files and the certificates demand.
    func validate() throws(CardDescriptionError) {
        try Self.require(Self.isPrintable(nationalId, 1...40), "nationalId", "1 to 40 ASCII characters")
        try Self.require((1...64).contains(givenName.utf8.count), "givenName", "1 to 64 bytes long")
        try Self.require((1...64).contains(surname.utf8.count), "surname", "1 to 64 bytes long")
        try Self.require((1...64).contains(title.utf8.count), "title", "1 to 64 bytes long")
        try Self.require(speciality.map { Self.isPrintable($0, 4...4) } ?? true, "speciality", "4 ASCII characters")
        try Self.require(sector.map { Self.isPrintable($0, 4...4) } ?? true, "sector", "4 ASCII characters")
        try Self.require(Self.isNumber(cardNumber, 10), "cardNumber", "10 digits")
        try Self.require(Self.isNumber(chipSerial, 8), "chipSerial", "8 digits")
        try Self.require(Self.isNumber(pin, 4), "pin", "4 digits")
        try Self.require(Self.isNumber(puk, 8), "puk", "8 digits")
        try Self.require((0...3).contains(triesLeft), "triesLeft", "0 to 3")
    }

    private static func require(_ holds: Bool, _ key: String, _ expected: String) throws(CardDescriptionError) {
        guard holds else { throw .wrongValue(key: key, expected: expected) }
    }

    private static func isNumber(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isPrintable(_ text: String, _ counts: ClosedRange<Int>) -> Bool {
        counts.contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
