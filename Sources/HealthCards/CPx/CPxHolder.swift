public import Cryptography
public import SmartCard

/// The professional, as the signature certificate of the card states (cpx.md 6.2, 6.3); what it does not state, such as the
/// civility, comes from the free data objects (cpx.md 6.4).
public struct CPxHolder: Equatable, Sendable {
    /// National identifier with its type digit, e.g. `8` and the 11 digits of the RPPS.
    public let nationalId: String
    /// Surname; nil on a card that is not nominative.
    public let surname: String?
    /// Given name; nil on a card that is not nominative.
    public let givenName: String?
    /// Madame, Mademoiselle or Monsieur; nil when the card does not say.
    public let civility: String?
    /// Label of the profession, in French.
    public let profession: String?
    /// Profession, a number of table G15; nil on cards of employees.
    public let professionCode: UInt8?
    /// Profession for which the holder of a CPF is trained, a number of table G15; nil on other cards.
    public let futureProfession: UInt8?
    /// Speciality, four characters of table R01; nil when there is none.
    public let speciality: String?
    /// Family of the card.
    public let cardType: CPxCardType
    /// The ten digits printed on the card; nil when it does not say.
    public let cardNumber: String?
    /// True for a test card, by the certificate or by the card itself: it must not meet the production service.
    public let isTestCard: Bool
    /// The signature certificate.
    public let certificate: Certificate
    /// Fields of the data objects whose meaning is not known, as they came.
    public let unknownTags: [BERTLV]

    /// Whether the holder is a physician or is trained to become one: number 10 of table G15 (cpx.md 6.3).
    public var isPhysician: Bool { professionCode == 10 || futureProfession == 10 }

    /// Whether the card names a person: without it nobody can be answerable for a request.
    public var isNominative: Bool { surname != nil && givenName != nil }

    /// Reads the certificate, then the outer templates of data objects. Throws `unreadable` when the certificate has no
    /// common name or is not for signatures; odd data objects are no error.
    public init(_ certificate: Certificate, _ templates: [BERTLV] = []) throws(HealthCardError) {
        guard certificate.keyUsage.contains(.nonRepudiation) else { throw .unreadable(field: "key usage") }
        guard let nationalId = certificate.subject.first(DistinguishedName.commonName), !nationalId.isEmpty else {
            throw .unreadable(field: "national identifier")
        }
        let stated = CPxCertificateExtensions(certificate)
        let data = CPxHolderData(templates)
        let cardType = CPxCardType(stated.cardType ?? data.cardType)
        self.nationalId = nationalId
        surname = certificate.subject.first(DistinguishedName.surname)
        givenName = certificate.subject.first(DistinguishedName.givenName)
        civility = data.civility
        profession = certificate.subject.first(DistinguishedName.title)
        professionCode = stated.profession ?? data.profession
        futureProfession = cardType == .cpf ? data.futureProfession : nil
        speciality = stated.speciality ?? data.speciality
        self.cardType = cardType
        cardNumber = stated.cardNumber ?? data.cardNumber
        isTestCard = stated.isTestCard || data.isTestCard
        self.certificate = certificate
        unknownTags = data.unknownTags
    }
}
