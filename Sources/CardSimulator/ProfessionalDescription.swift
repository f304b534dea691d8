/// The holder of a virtual professional card, as a JSON file gives it. Every key is optional; the defaults are the
/// fictitious person of cpx.md 9.4.
///
///     {"givenName": "JEANNE", "surname": "SIMULEE", "pin": "1234"}
public struct ProfessionalDescription: Codable, Equatable, Sendable {
    /// Card families by the names of the assertion's NameQualifier (cpx.md 1.1).
    public enum CardType: String, Codable, Sendable {
        case cps = "CPS"
        case cpf = "CPF"
        case cpe = "CDE-CPE"
        case cpa = "CPA"
    }

    /// Chip generations that can be simulated.
    public enum Generation: String, Codable, Sendable {
        case cps3 = "CPS3"
    }

    /// Type digit and number, e.g. `8` and an RPPS: the common name of both certificates (cpx.md 6.2).
    public var nationalId = "899700000001"
    /// First name, as in the certificates.
    public var givenName = "JEANNE"
    /// Name in practice, as in the certificates.
    public var surname = "SIMULEE"
    /// Family of the card.
    public var cardType = CardType.cps
    /// Profession by table G15 (cpx.md 6.4), 10 is physician.
    public var profession: UInt8 = 10
    /// Profession in words, the title of the certificates' subject.
    public var title = "Médecin"
    /// RPPS speciality, four characters of table R01; null in JSON means none.
    public var speciality: String? = "SM26"
    /// Sector of the one work place, four characters of table R02; null in JSON means none.
    public var sector: String? = "SA07"
    /// The ten digits printed on the card.
    public var cardNumber = "2600000001"
    /// The eight digits of the chip's own serial number, in EF.SN and TokenInfo (cpx.md 2).
    public var chipSerial = "99214803"
    /// The right PIN, 4 digits.
    public var pin = "1234"
    /// The right PUK, 8 digits.
    public var puk = "12345678"
    /// PIN tries left, 0 (blocked) to 3.
    public var triesLeft = 3
    /// Both certificates ended yesterday.
    public var expired = false
    /// Chip generation.
    public var generation = Generation.cps3
    /// Whether PSO CDS accepts a hash made outside; false is a card that wants the last block (cpx.md 5.2 variant B).
    public var externalHash = true

    /// The fictitious person.
    public init() {}

    /// Reads JSON text in UTF-8.
    public init(json: [UInt8]) throws(CardDescriptionError) {
        self = try DescriptionDecoding.decode(Self.self, from: json)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case nationalId, givenName, surname, cardType, profession, title, speciality, sector, cardNumber, chipSerial
        case pin, puk, triesLeft, expired, generation, externalHash
    }
}
