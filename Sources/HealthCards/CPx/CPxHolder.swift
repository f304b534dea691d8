public import Cryptography
import SmartCard

/// The professional, as the signature certificate of the card states (cpx.md 6.2, 6.3).
public struct CPxHolder: Equatable, Sendable {
    /// National identifier with its type digit, e.g. `8` and the 11 digits of the RPPS.
    public let nationalId: String
    /// Surname; nil on a card that is not nominative.
    public let surname: String?
    /// Given name; nil on a card that is not nominative.
    public let givenName: String?
    /// Label of the profession, in French.
    public let profession: String?
    /// Family of the card.
    public let cardType: CPxCardType
    /// True for a test card: it must not meet the production service.
    public let isTestCard: Bool
    /// The signature certificate.
    public let certificate: Certificate

    /// End of the certificate's validity, included, seconds since 1970 UTC.
    public var notAfter: Int64 { certificate.notAfter }

    /// Whether the card names a person: without it nobody can be answerable for a request.
    public var isNominative: Bool { surname != nil && givenName != nil }

    /// Reads the certificate. Throws `unreadable` when it has no common name or is not for signatures.
    public init(_ certificate: Certificate) throws(HealthCardError) {
        guard certificate.keyUsage.contains(.nonRepudiation) else { throw .unreadable(field: "key usage") }
        guard let nationalId = certificate.subject.first(DistinguishedName.commonName), !nationalId.isEmpty else {
            throw .unreadable(field: "national identifier")
        }
        self.nationalId = nationalId
        surname = certificate.subject.first(DistinguishedName.surname)
        givenName = certificate.subject.first(DistinguishedName.givenName)
        profession = certificate.subject.first(DistinguishedName.title)
        cardType = CPxCardType(Self.byte(certificate, "1.2.250.1.71.1.2.2", tag: 0x02))
        isTestCard = (Self.byte(certificate, "1.2.250.1.71.1.2.5", tag: 0x04) ?? 0) & 0x80 != 0
        self.certificate = certificate
    }

    private static func byte(_ certificate: Certificate, _ oid: String, tag: UInt32) -> UInt8? {
        let value = certificate.extensionValue(oid).flatMap { BERTLV.read($0).first(tag)?.value }
        return value?.count == 1 ? value?.first : nil
    }
}

/// Family of a professional card; the raw value is the SAML name qualifier (cpx.md 1.1).
public enum CPxCardType: String, Hashable, Sendable {
    /// Health professional.
    case cps = "CPS"
    /// Professional in training.
    case cpf = "CPF"
    /// Staff of an institution.
    case cpe = "CDE-CPE"
    /// Authorised staff.
    case cpa = "CPA"
    /// Not stated, or unknown.
    case unknown = "CPX"

    /// By the code of certificate extension 1.2.250.1.71.1.2.2.
    init(_ code: UInt8?) {
        self =
            switch code {
            case 0: .cps
            case 1: .cpf
            case 2: .cpe
            case 3: .cpa
            default: .unknown
            }
    }
}
