import Cryptography
import Testing

@Suite struct SecureRandomTests {
    @Test func `it gives as many bytes as asked and never the same ones`() throws {
        let first = try SecureRandom.bytes(32)
        #expect(first.count == 32)
        #expect(try SecureRandom.bytes(32) != first)
        #expect(try SecureRandom.bytes(0).isEmpty)
    }
}
