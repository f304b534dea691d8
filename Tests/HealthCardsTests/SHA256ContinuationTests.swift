import Cryptography
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct SHA256ContinuationTests {
    /// The whole SHA-256, finished as the card does it: from the continuation's state, over its last block and the padding.
    static func finish(_ continuation: SHA256Continuation) -> [UInt8] {
        var hash = continuation.state.isEmpty ? SHA256Continuation.initial : words(continuation.state)
        let bits = continuation.processedBits + UInt64(continuation.lastBlock.count * 8)
        var rest = continuation.lastBlock + [0x80]
        while rest.count % 64 != 56 { rest.append(0) }
        rest += (0..<8).reversed().map { UInt8(truncatingIfNeeded: bits >> (8 * UInt64($0))) }
        for start in stride(from: 0, to: rest.count, by: 64) {
            SHA256Continuation.compress(&hash, rest[start..<(start + 64)])
        }
        return SHA256Continuation.bytes(hash)
    }

    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        stride(from: 0, to: 32, by: 4).map { bytes[$0..<($0 + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
    }

    @Test(
        "The vectors of FIPS 180 come out",
        arguments: [
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func vectors(_ message: String, _ digest: String) {
        #expect(Self.finish(SHA256Continuation(Array(message.utf8))) == hex(digest))
    }

    @Test("Every length around the block borders ends in OpenSSL's digest")
    func lengths() {
        for count in 1...300 {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let continuation = SHA256Continuation(message)
            #expect(Self.finish(continuation) == Digest.sha256(message), "\(count)")
            #expect((1...64).contains(continuation.lastBlock.count))
            #expect(continuation.processedBits % 512 == 0)
        }
    }

    @Test("The templates are those of cpx.md 5.2")
    func templates() {
        #expect(SHA256Continuation(Array("hello\n".utf8)).template == hex("90 00 80 06 68656C6C6F0A"))
        let long = SHA256Continuation([UInt8](repeating: 0x61, count: 200)).template
        #expect(long.count == 0x34)
        #expect(long.prefix(2) == [0x90, 0x28])
        #expect(Array(long[34..<44]) == hex("00 00 00 00 00 00 06 00 80 08"))
        #expect(SHA256Continuation([UInt8](repeating: 0x61, count: 64)).template.prefix(4) == [0x90, 0x00, 0x80, 0x40])
    }
}
