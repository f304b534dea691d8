public import Cryptography
import Glibc

/// A certification authority that exists as long as the program: it certifies virtual cards and simulated servers. Its
/// name says that it is a simulation.
public struct TestAuthority: Sendable {
    /// The self-signed certificate, which issues test cards and servers.
    public let certificate: Certificate
    /// The same authority under a name without TEST, which issues cards that claim to be real (cpx.md 6.1).
    public let productionCertificate: Certificate
    let cardKeys = CardKeyRing()
    private let key: RSAPrivateKey

    /// Both self-signed certificates in PEM, for a trust store.
    public var caPEM: String { certificate.pem + productionCertificate.pem }

    /// Makes an RSA 2048 key, which takes a few tenths of a second, and certificates valid for ten years.
    public init() throws(CryptoError) {
        key = try RSAPrivateKey.generate(bits: 2048)
        certificate = try Self.root("TEST AC IGC-SANTE FORT PERSONNES INSI-AGENT SIMULATION", key)
        productionCertificate = try Self.root("AC IGC-SANTE FORT PERSONNES INSI-AGENT SIMULATION", key)
    }

    private static func root(_ commonName: String, _ key: RSAPrivateKey) throws(CryptoError) -> Certificate {
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

    /// A TLS server certificate with a new RSA 2048 key. `names` are host names and IP addresses in text form, at least
    /// one; an address is what consists of digits and dots, or holds a colon.
    public func serverCertificate(
        names: [String]
    ) throws(CryptoError) -> (certificatePEM: String, keyPEM: String) {
        let serverKey = try RSAPrivateKey.generate(bits: 2048)
        let subject = [[DistinguishedName.Attribute(oid: DistinguishedName.commonName, value: names.first ?? "")]]
        var template = try Self.template(subject, years: 1, .current)
        template.keyUsage = [.digitalSignature, .keyEncipherment]
        template.extendedKeyUsage = [ExtendedKeyUsage.serverAuthentication]
        template.ipAddresses = names.filter(Self.isAddress)
        template.dnsNames = names.filter { !Self.isAddress($0) }
        let issued = try issue(template, for: serverKey.publicKey, as: certificate)
        return (issued.pem, try serverKey.pem)
    }

    /// Signs a certificate for `publicKey` under the name of `issuer`, one of the authority's own.
    func issue(
        _ template: CertificateTemplate, for publicKey: RSAPublicKey, as issuer: Certificate
    ) throws(CryptoError) -> Certificate {
        try CertificateIssuer.issue(template, for: publicKey, by: issuer, key: key)
    }

    /// When a certificate is valid.
    enum Validity {
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

    private static func isAddress(_ name: String) -> Bool {
        name.contains(":") || name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    }
}

/// Extended key usages by dotted identifier (cpx.md 6.3).
enum ExtendedKeyUsage {
    static let serverAuthentication = "1.3.6.1.5.5.7.3.1"
    static let clientAuthentication = "1.3.6.1.5.5.7.3.2"
    static let emailProtection = "1.3.6.1.5.5.7.3.4"
    static let smartcardLogon = "1.3.6.1.4.1.311.20.2.2"
}
