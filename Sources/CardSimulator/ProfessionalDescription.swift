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

    /// Chip generations that can be simulated: `CPS3Card` and `CPS4Card`.
    public enum Generation: String, Codable, Sendable {
        case cps3 = "CPS3"
        case cps4 = "CPS4"
    }

    /// For people who read the JSON; nothing is made of it.
    public var comment: String?
    /// Type digit and number, e.g. `8` and an RPPS: the common name of both certificates (cpx.md 6.2).
    public var nationalId = "899700000001"
    /// First name, as in the certificates.
    public var givenName = "JEANNE"
    /// Name in practice, as in the certificates.
    public var surname = "SIMULEE"
    /// False is an employee's card that names no person (cpx.md 6.2): neither surname nor given name on it, the name of the
    /// first situation's structure as organisation, and a national identifier with a slash, as `1990000001/0042`.
    public var nominative = true
    /// Family of the card.
    public var cardType = CardType.cps
    /// Profession by table G15 (cpx.md 6.4), 10 is physician.
    public var profession: UInt8 = 10
    /// Profession in words, the title of the certificates' subject.
    public var title = "Médecin"
    /// RPPS speciality, four characters of table R01; null in JSON means none.
    public var speciality: String? = "SM26"
    /// Sector of the one work place of a card without `situations`, four characters of table R02; null in JSON means none.
    public var sector: String? = "SA07"
    /// Situations d'exercice, at most 16; nil is one salaried work place in `sector`.
    public var situations: [ProfessionalSituation]?
    /// The ten digits printed on the card.
    public var cardNumber = "2600000001"
    /// The eight digits of the chip's own serial number, in EF.SN and TokenInfo (cpx.md 2).
    public var chipSerial = "99214803"
    /// Category of the card; false writes that of a real one, and an issuer without TEST in its name (cpx.md 1.1, 6.1).
    public var test = true
    /// The right PIN, of `pinMinimum` to `pinMaximum` digits.
    public var pin = "1234"
    /// Fewest digits of a PIN, 4 to 8, as the card announces them.
    public var pinMinimum = 4
    /// Most digits of a PIN, 4 to 8, as the card announces them.
    public var pinMaximum = 4
    /// What fills a PIN up to eight bytes, as the card announces it; no ASCII digit.
    public var padding: UInt8 = 0xFF
    /// The right PUK, 8 digits.
    public var puk = "12345678"
    /// PIN tries left, 0 (blocked) to 3.
    public var triesLeft = 3
    /// PUK tries left, 0 (blocked) to 10.
    public var pukTriesLeft = 10
    /// Both certificates ended yesterday.
    public var expired = false
    /// Both certificates begin tomorrow.
    public var notYetValid = false
    /// Both certificates are signed by another authority of the same name, which nobody trusts.
    public var foreignAuthority = false
    /// The data objects hold tags that nobody knows, around those that are known.
    public var extraTags = false
    /// Chip generation.
    public var generation = Generation.cps3
    /// Answer to reset in hexadecimal; nil is that of the generation (numbers 1 and 3 of cpx.md 1.3).
    public var atr: String?
    /// Whether the PSO CDS of a CPS3 accepts a hash made outside; false is a card that wants the last block (cpx.md 5.2
    /// variant B).
    public var externalHash = true

    /// The fictitious person.
    public init() {}

    /// Reads JSON text in UTF-8.
    public init(json: [UInt8]) throws(CardDescriptionError) {
        self = try DescriptionDecoding.decode(Self.self, from: json)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case comment, nationalId, givenName, surname, nominative, cardType, profession, title, speciality, sector
        case situations, cardNumber, chipSerial, test, pin, pinMinimum, pinMaximum, padding, puk, triesLeft,
            pukTriesLeft
        case expired, notYetValid, foreignAuthority, extraTags, generation, atr, externalHash
    }
}
