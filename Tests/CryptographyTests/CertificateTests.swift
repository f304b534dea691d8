import Cryptography
import SpecDataKit
import Testing

@Suite struct CertificateTests {
    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority.shared.get()
    }

    @Test(.enabled(if: SpecData.isPresent, "\(SpecData.absence)"))
    func `a genuine card's certificate is read`() throws {
        let base64 = try SpecData.text(
            "genuine_PS_assertion_2022.xml", between: "<X509Certificate>", and: "</X509Certificate>")
        let certificate = try Certificate(der: Base64.decodeStrict(base64))
        #expect(certificate.serialNumber == "63DAFFCFC8034BDCE06765D525029B44")
        #expect(certificate.notBefore == 1_600_172_400)
        #expect(certificate.notAfter == 1_694_780_400)
        #expect(certificate.keyUsage == [.nonRepudiation])
        #expect(!certificate.isCertificateAuthority)
        #expect(certificate.publicKey.bits == 2048)
        #expect(certificate.extensionValue("1.2.250.1.71.1.2.2") == [0x02, 0x01, 0x00])
        #expect(certificate.extensionValue("1.2.250.1.71.1.2.7") == [0x02, 0x01, 0x3C])
        #expect(certificate.extensionValue("1.2.250.1.71.4.2.5") == nil)
    }

    @Test func `validity includes both of its ends`() {
        let leaf = authority.leaf
        #expect(leaf.isValid(at: TestAuthority.start) && leaf.isValid(at: TestAuthority.end))
        #expect(!leaf.isValid(at: TestAuthority.start - 1) && !leaf.isValid(at: TestAuthority.end + 1))
    }

    @Test func `PEM and DER give the same certificate`() throws {
        let leaf = authority.leaf
        #expect(try Certificate(pem: leaf.pem) == leaf)
        #expect(try Certificate(pem: "note\n" + leaf.pem + "note\n") == leaf)
        #expect(try Certificate(der: leaf.der).hashValue == leaf.hashValue)
        #expect(leaf.fingerprint == Digest.sha256(leaf.der))
        #expect(leaf != authority.certificate)
    }

    @Test func `a PEM text with two certificates or none is refused`() {
        let pem = authority.leaf.pem
        #expect(throws: CryptoError.malformed(what: "PEM")) { try Certificate(pem: pem + pem) }
        #expect(throws: CryptoError.malformed(what: "PEM")) { try Certificate(pem: "") }
        #expect(throws: CryptoError.malformed(what: "PEM")) { try Certificate(pem: "-----BEGIN CERTIFICATE-----") }
    }

    @Test func `a byte after the certificate is refused`() {
        #expect(throws: CryptoError.malformed(what: "certificate")) { try Certificate(der: authority.leaf.der + [0]) }
    }

    @Test func `a key that is not RSA is refused`() {
        #expect(throws: CryptoError.unsupportedKey) { try Certificate(pem: KeyFixtures.ellipticCertificate) }
    }

    @Test func `no prefix is a certificate`() {
        let der = authority.leaf.der
        for count in der.indices {
            #expect(throws: CryptoError.malformed(what: "certificate")) {
                try Certificate(der: Array(der.prefix(count)))
            }
        }
    }

    @Test func `a certificate with any byte changed is refused or not trusted`() async throws {
        let trust = TrustStore(anchors: [authority.certificate])
        let der = authority.leaf.der
        for index in der.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
                var changed = der
                changed[index] ^= mask
                #expect(throws: CryptoError.self, "byte \(index) xor \(mask)") {
                    try trust.verify(Certificate(der: changed), at: TestAuthority.start)
                }
            }
            await Task.yield()
        }
    }
}
