import SAML
import Testing

@Suite struct SignedAssertionTests {
    @Test func `printing it shows its ID and nobody's name`() throws {
        let signed = try TestSigner.shared.get().signed()
        for text in ["\(signed)", String(reflecting: signed), "\([signed])"] {
            #expect(text.contains("_0a1b2c3d-0000-4000-8000-0123456789ab"))
            #expect(!text.contains("60, 65") && !text.contains("899700000001"))
        }
        #expect(signed.issueInstant == TestSigner.now)
    }
}
