public import Cryptography
import Glibc

/// A certification authority that exists as long as the program: it certifies virtual cards, simulated servers and the
/// software that calls them. Its names say that it is a simulation.
public struct TestAuthority: Sendable {
    /// The self-signed certificate, which issues test cards and servers.
    public let certificate: Certificate
    /// The same authority under a name without TEST, which issues cards that claim to be real (cpx.md 6.1).
    public let productionCertificate: Certificate
    /// The same authority under the name that issues test software certificates (insi.md 1.5).
    public let organisationCertificate: Certificate
    /// The same authority under a name without TEST, which issues software certificates that claim to be real.
    public let productionOrganisationCertificate: Certificate
    let cardKeys = CardKeyRing()
    private let key: RSAPrivateKey

    /// The self-signed certificates of cards and servers in PEM, for a trust store.
    public var caPEM: String { certificate.pem + productionCertificate.pem }

    /// Makes an RSA 2048 key, which takes a few tenths of a second, and certificates valid for ten years.
    public init() throws(CryptoError) {
        key = try RSAPrivateKey.generate(bits: 2048)
        certificate = try Self.root("TEST AC IGC-SANTE FORT PERSONNES INSI-AGENT SIMULATION", key)
        productionCertificate = try Self.root("AC IGC-SANTE FORT PERSONNES INSI-AGENT SIMULATION", key)
        let organisations = "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS INSI-AGENT SIMULATION"
        organisationCertificate = try Self.root("TEST " + organisations, key)
        productionOrganisationCertificate = try Self.root(organisations, key)
    }

    static func root(_ commonName: String, _ key: RSAPrivateKey) throws(CryptoError) -> Certificate {
        let name = [
            [DistinguishedName.Attribute(oid: DistinguishedName.country, value: "FR")],
            [.init(oid: DistinguishedName.organisation, value: "INSI-AGENT SIMULATION")],
            [.init(oid: DistinguishedName.organisationalUnit, value: "IGC-SANTE SIMULEE SANS VALEUR")],
            [.init(oid: DistinguishedName.commonName, value: commonName)],
        ]
        var template = try template(name, years: 10, .current)
        template.isCertificateAuthority = true
        template.keyUsage = [.keyCertSign, .crlSign]
        return try CertificateIssuer.selfSigned(template, key: key)
    }

    /// Signs a certificate for `publicKey` under the name of `issuer`, one of the authority's own.
    func issue(
        _ template: CertificateTemplate, for publicKey: RSAPublicKey, as issuer: Certificate
    ) throws(CryptoError) -> Certificate {
        try CertificateIssuer.issue(template, for: publicKey, by: issuer, key: key)
    }

    /// A list of revoked certificates, valid for a week since yesterday, or since two weeks ago.
    func revocationList(of serialNumbers: [String], isStale: Bool) throws(CryptoError) -> String {
        let (now, day) = (Int64(time(nil)), Int64(86_400))
        let start = isStale ? now - 14 * day : now - day
        return try CertificateIssuer.revocationList(
            of: serialNumbers, issuer: certificate, key: key, thisUpdate: start, nextUpdate: start + 7 * day)
    }

    /// When a certificate is valid.
    public enum Validity: String, CaseIterable, Sendable {
        /// From yesterday on.
        case current
        /// Until yesterday.
        case expired
        /// From tomorrow on.
        case notYet
    }

    /// A template with a random serial number.
    static func template(
        _ subject: [[DistinguishedName.Attribute]], years: Int64, _ validity: Validity
    ) throws(CryptoError) -> CertificateTemplate {
        let serial = try SecureRandom.bytes(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let now = Int64(time(nil))
        let (day, length) = (Int64(86_400), years * 31_557_600)
        let (start, end) =
            switch validity {
            case .current: (now - day, now + length)
            case .expired: (now - length, now - day)
            case .notYet: (now + day, now + length)
            }
        return CertificateTemplate(
            subject: subject, serialNumber: max(1, serial >> 1), notBefore: start, notAfter: end)
    }
}

/// Extended key usages by dotted identifier (cpx.md 6.3).
enum ExtendedKeyUsage {
    static let serverAuthentication = "1.3.6.1.5.5.7.3.1"
    static let clientAuthentication = "1.3.6.1.5.5.7.3.2"
    static let emailProtection = "1.3.6.1.5.5.7.3.4"
    static let smartcardLogon = "1.3.6.1.4.1.311.20.2.2"
}
