import Cryptography

/// A private authority with one professional's certificate, shaped like a card's (cpx.md 6.2 and 6.3).
struct TestAuthority {
    static let shared = Result { try TestAuthority() }

    static let start: Int64 = 1_700_000_000
    static let end: Int64 = 1_800_000_000

    let key: RSAPrivateKey
    let certificate: Certificate
    let leafKey: RSAPrivateKey
    let leaf: Certificate

    init() throws {
        key = try RSAPrivateKey.generate(bits: 2048)
        certificate = try CertificateIssuer.selfSigned(Self.authorityTemplate(name: "TEST AC"), key: key)
        leafKey = try RSAPrivateKey.generate(bits: 2048)
        leaf = try CertificateIssuer.issue(
            Self.professionalTemplate, for: leafKey.publicKey, by: certificate, key: key)
    }

    static func authorityTemplate(name: String) -> CertificateTemplate {
        var template = CertificateTemplate(
            subject: [
                [.init(oid: DistinguishedName.country, value: "FR")],
                [.init(oid: DistinguishedName.commonName, value: name)],
            ], serialNumber: 1, notBefore: start, notAfter: end)
        template.isCertificateAuthority = true
        template.keyUsage = [.keyCertSign, .crlSign]
        return template
    }

    static var professionalTemplate: CertificateTemplate {
        var template = CertificateTemplate(
            subject: [
                [.init(oid: DistinguishedName.country, value: "FR")],
                [.init(oid: DistinguishedName.title, value: "Médecin")],
                [
                    .init(oid: DistinguishedName.commonName, value: "899700000001"),
                    .init(oid: DistinguishedName.surname, value: "ESSAI"),
                    .init(oid: DistinguishedName.givenName, value: "ÉLODIE"),
                ],
            ], serialNumber: 0x1234_5678_9ABC_DEF0, notBefore: start, notAfter: end)
        template.keyUsage = [.nonRepudiation]
        template.extendedKeyUsage = ["1.3.6.1.5.5.7.3.4"]
        template.privateExtensions = [.init(oid: "1.2.250.1.71.1.2.2", content: [0x02, 0x01, 0x00])]
        return template
    }
}
