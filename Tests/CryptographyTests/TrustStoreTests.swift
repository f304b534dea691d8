import Cryptography
import Testing

@Suite struct TrustStoreTests {
    private let authority: TestAuthority
    private let now = TestAuthority.start + 1000

    init() throws {
        authority = try TestAuthority.shared.get()
    }

    @Test func `a certificate of the anchor is trusted while both are valid`() throws {
        let trust = TrustStore(anchors: [authority.certificate])
        try trust.verify(authority.leaf, at: now)
        expectRefusal(code: 10) { () throws(CryptoError) in
            try trust.verify(authority.leaf, at: TestAuthority.end + 1)
        }
        expectRefusal(code: 9) { () throws(CryptoError) in
            try trust.verify(authority.leaf, at: TestAuthority.start - 1)
        }
    }

    @Test func `without an anchor nothing is trusted`() {
        expectRefusal(code: 20) { () throws(CryptoError) in try TrustStore(anchors: []).verify(authority.leaf, at: now)
        }
    }

    @Test func `an authority of the same name with another key is not the anchor`() throws {
        let impostor = try CertificateIssuer.selfSigned(
            TestAuthority.authorityTemplate(name: "TEST AC"), key: authority.leafKey)
        #expect(throws: CryptoError.self) { try TrustStore(anchors: [impostor]).verify(authority.leaf, at: now) }
    }

    @Test func `a chain goes through the intermediates that are given`() throws {
        let (middle, leaf) = try chain()
        let trust = TrustStore(anchors: [authority.certificate])
        try trust.verify(leaf, intermediates: [middle], at: now)
        expectRefusal(code: 20) { () throws(CryptoError) in try trust.verify(leaf, at: now) }
    }

    @Test func `an intermediate may be the anchor`() throws {
        let (middle, leaf) = try chain()
        try TrustStore(anchors: [middle]).verify(leaf, at: now)
    }

    @Test func `a professional cannot sign another certificate`() throws {
        let forged = try CertificateIssuer.issue(
            TestAuthority.professionalTemplate, for: authority.key.publicKey, by: authority.leaf, key: authority.leafKey
        )
        #expect(throws: CryptoError.self) {
            try TrustStore(anchors: [authority.certificate]).verify(forged, intermediates: [authority.leaf], at: now)
        }
    }

    private func chain() throws -> (middle: Certificate, leaf: Certificate) {
        let middle = try CertificateIssuer.issue(
            TestAuthority.authorityTemplate(name: "MIDDLE"), for: authority.leafKey.publicKey,
            by: authority.certificate, key: authority.key)
        let leaf = try CertificateIssuer.issue(
            TestAuthority.professionalTemplate, for: authority.key.publicKey, by: middle, key: authority.leafKey)
        return (middle, leaf)
    }

    private func expectRefusal(code: Int32, _ body: () throws(CryptoError) -> Void) {
        do throws(CryptoError) {
            try body()
            Issue.record("trusted")
        } catch {
            guard case .certificateRefused(_, code) = error else {
                Issue.record("\(error)")
                return
            }
        }
    }
}
