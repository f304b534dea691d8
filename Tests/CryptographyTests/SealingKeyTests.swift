import Cryptography
import Testing

@Suite struct SealingKeyTests {
    private let message = Array("a refresh token".utf8)

    @Test(arguments: [0, 1, 15, 16, 17, 100_000]) func `what was sealed opens`(_ count: Int) throws {
        let key = try SealingKey.random()
        let plaintext = try SecureRandom.bytes(count)
        let sealed = try key.seal(plaintext, context: "session")
        #expect(sealed.count == 1 + 12 + count + 16 && sealed.first == 1)
        #expect(try key.open(sealed, context: "session") == plaintext)
        #expect(try key.open(key.seal(plaintext, context: ""), context: "") == plaintext)
    }

    @Test func `a stored key opens`() throws {
        let key = try SealingKey.random()
        let again = try #require(SealingKey(key.bytes))
        #expect(try again.open(key.seal(message, context: "c"), context: "c") == message)
    }

    @Test func `NIST's vector for AES-256-GCM opens`() throws {
        // The GCM specification's test case 14: zero key, zero nonce, one zero block.
        let key = try #require(SealingKey([UInt8](repeating: 0, count: 32)))
        let sealed: [UInt8] =
            [1] + [UInt8](repeating: 0, count: 12) + [
                0xCE, 0xA7, 0x40, 0x3D, 0x4D, 0x60, 0x6B, 0x6E, 0x07, 0x4E, 0xC5, 0xD3, 0xBA, 0xF3, 0x9D, 0x18,
                0xD0, 0xD1, 0xC8, 0xA7, 0x99, 0x99, 0x6B, 0xF0, 0x26, 0x5B, 0x98, 0xB5, 0xD4, 0x8A, 0xB9, 0x19,
            ]
        #expect(try key.open(sealed, context: "") == [UInt8](repeating: 0, count: 16))
    }

    @Test func `every prefix and every changed byte is broken`() throws {
        let key = try SealingKey.random()
        let sealed = try key.seal(message, context: "c")
        for count in 0..<sealed.count {
            #expect(throws: CryptoError.sealBroken) { try key.open(Array(sealed.prefix(count)), context: "c") }
        }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x01
            #expect(throws: CryptoError.sealBroken) { try key.open(changed, context: "c") }
        }
        #expect(throws: CryptoError.sealBroken) { try key.open(sealed + [0], context: "c") }
    }

    @Test func `another key or context is broken`() throws {
        let key = try SealingKey.random()
        let sealed = try key.seal(message, context: "c")
        #expect(throws: CryptoError.sealBroken) { try key.open(sealed, context: "d") }
        #expect(throws: CryptoError.sealBroken) { try SealingKey.random().open(sealed, context: "c") }
    }

    @Test func `the same message never looks the same`() throws {
        let key = try SealingKey.random()
        #expect(try key.seal(message, context: "c") != key.seal(message, context: "c"))
    }

    @Test func `a key has 32 bytes and prints none of them`() throws {
        for count in [0, 16, 31, 33] { #expect(SealingKey([UInt8](repeating: 7, count: count)) == nil) }
        let key = try SealingKey.random()
        #expect("\(key)" == "SealingKey" && String(reflecting: key) == "SealingKey")
    }
}
