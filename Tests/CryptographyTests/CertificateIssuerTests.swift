import Cryptography
import Testing

@Suite struct CertificateIssuerTests {
    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority.shared.get()
    }

    @Test func `a professional's certificate says what its template says`() {
        let leaf = authority.leaf
        #expect(leaf.subject.relativeNames.map(\.count) == [1, 1, 3])
        #expect(leaf.subject.first(DistinguishedName.commonName) == "899700000001")
        #expect(leaf.issuer == authority.certificate.subject)
        #expect(leaf.serialNumber == "123456789ABCDEF0")
        #expect(leaf.notBefore == TestAuthority.start && leaf.notAfter == TestAuthority.end)
        #expect(leaf.keyUsage == [.nonRepudiation] && !leaf.isCertificateAuthority)
        #expect(leaf.publicKey == authority.leafKey.publicKey)
        #expect(leaf.extensionValue("1.2.250.1.71.1.2.2") == [0x02, 0x01, 0x00])
        #expect(leaf.extensionValue("2.5.29.15") == [0x03, 0x02, 0x06, 0x40])
    }

    @Test func `the attributes of one relative name are DER-sorted as on a card`() {
        let last = authority.leaf.subject.relativeNames.last ?? []
        #expect(
            last.map(\.oid) == [DistinguishedName.surname, DistinguishedName.givenName, DistinguishedName.commonName])
    }

    @Test func `an authority identifies itself to those it signs`() throws {
        let own = try #require(authority.certificate.extensionValue("2.5.29.14"))
        let named = try #require(authority.leaf.extensionValue("2.5.29.35"))
        #expect(named.suffix(20) == own.suffix(20))
        #expect(authority.certificate.isCertificateAuthority)
        #expect(authority.certificate.keyUsage == [.keyCertSign, .crlSign])
    }

    @Test func `a server's certificate names its hosts`() throws {
        var template = TestAuthority.authorityTemplate(name: "localhost")
        template.isCertificateAuthority = false
        template.dnsNames = ["localhost"]
        template.ipAddresses = ["127.0.0.1"]
        let server = try CertificateIssuer.issue(
            template, for: authority.leafKey.publicKey, by: authority.certificate, key: authority.key)
        let names = [0x30, 0x11, 0x82, 0x09] + Array("localhost".utf8) + [0x87, 0x04, 127, 0, 0, 1]
        #expect(server.extensionValue("2.5.29.17") == names)
    }

    @Test func `a template that cannot be encoded is an error`() {
        var template = TestAuthority.professionalTemplate
        template.ipAddresses = ["not an address"]
        #expect(throws: CryptoError.self) { try CertificateIssuer.selfSigned(template, key: authority.key) }
        template.ipAddresses = []
        template.subject = [[.init(oid: "not an identifier", value: "x")]]
        #expect(throws: CryptoError.self) { try CertificateIssuer.selfSigned(template, key: authority.key) }
    }
}
