import Cryptography
import SAML
import Testing

@Suite struct AssertionLocatorTests {
    private let signer: TestSigner
    private let octets: [UInt8]
    private let verifier: AssertionVerifier

    init() throws {
        signer = try TestSigner.shared.get()
        octets = try signer.signed().octets
        verifier = AssertionVerifier(trust: signer.trust, at: nil)
    }

    /// The same assertion with another professional in it and the signature left alone.
    private var forged: [UInt8] {
        Array(String(decoding: octets, as: UTF8.self).replacing(">899700000001<", with: ">899700000002<").utf8)
    }

    @Test func `the patient's assertion is passed over in either order`() throws {
        for document in [
            Envelope.document(octets, Envelope.vitaleAssertion), Envelope.document(Envelope.vitaleAssertion, octets),
        ] {
            #expect(try verifier.verify(document).nameID == "899700000001")
        }
    }

    @Test func `the patient's assertion alone is none of a professional`() {
        #expect(throws: SAMLError.malformed(what: "Security")) {
            try verifier.verify(Envelope.document(Envelope.vitaleAssertion))
        }
        #expect(throws: SAMLError.malformed(what: "Assertion")) { try verifier.verify(Envelope.vitaleAssertion) }
    }

    @Test func `only the assertion that comes first counts`() throws {
        #expect(throws: SAMLError.self) { try verifier.verify(Envelope.document(forged, octets)) }
    }

    @Test func `the signed assertion moved elsewhere does not cover for a forged one`() throws {
        let body = String(decoding: octets, as: UTF8.self)
        for id in ["_0a1b2c3d-0000-4000-8000-0123456789ab", "_other"] {
            let text = String(decoding: forged, as: UTF8.self).replacing(
                "ID=\"_0a1b2c3d-0000-4000-8000-0123456789ab\"", with: "ID=\"\(id)\"")
            #expect(throws: SAMLError.self) { try verifier.verify(Envelope.document(Array(text.utf8), body: body)) }
        }
    }

    @Test func `the signed assertion wrapped inside a forged one is refused`() throws {
        let inner = String(decoding: octets, as: UTF8.self)
        for place in ["</Signature>", "</KeyInfo>", "</X509Data>", "</NameID>", "</Subject>", "</Issuer>"] {
            let text = String(decoding: forged, as: UTF8.self).replacing(place, with: inner + place)
                .replacing(" ID=\"_0a1b2c3d", with: " ID=\"_x", maxReplacements: 1)
            for document in [Array(text.utf8), Envelope.document(Array(text.utf8))] {
                #expect(throws: SAMLError.self, "\(place)") { try verifier.verify(document) }
            }
        }
    }

    @Test(arguments: ["ID", "Id", "id", "xml:id", "x:Id"])
    func `an identifier that occurs twice is refused, however it is spelled`(attribute: String) throws {
        let twin = "<x xmlns:x=\"urn:x\" \(attribute)=\"_0a1b2c3d-0000-4000-8000-0123456789ab\"/>"
        #expect(throws: SAMLError.malformed(what: "ID")) { try verifier.verify(Envelope.document(octets, body: twin)) }
    }

    @Test(arguments: [
        ("soap-envelope", "other-envelope"), ("Header>", "Head>"), ("wssecurity-secext-1.0", "wssecurity-secext-1.1"),
        ("</w:Security>", "</w:Security><w:Security xmlns:w=\"\(Envelope.securityNamespace)\"/>"),
        ("</saml2:Header>", "</saml2:Header><saml2:Header/>"), ("SAML:2.0:assertion", "SAML:1.0:assertion"),
    ])
    func `an envelope of another shape is refused`(part: String, replacement: String) {
        let text = String(decoding: Envelope.document(octets), as: UTF8.self).replacing(part, with: replacement)
        #expect(throws: SAMLError.self) { try verifier.verify(Array(text.utf8)) }
    }
}
