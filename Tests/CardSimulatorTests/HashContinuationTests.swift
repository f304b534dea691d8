import Cryptography
import Testing

@testable import CardSimulator

@Suite("Hash continued from a chaining value")
struct HashContinuationTests {
    private func message(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) } }

    @Test(
        "a whole message gives the library's digest", arguments: [0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 200, 1000])
    func whole(count: Int) {
        let message = message(count)
        #expect(HashContinuation.sha256.finish(message, chaining: nil, processed: 0) == Digest.sha256(message))
        #expect(HashContinuation.sha1.finish(message, chaining: nil, processed: 0) == Digest.sha1(message))
    }

    @Test("a message continued after its first block gives the same digest", arguments: [1, 9, 55, 56, 63, 64, 136])
    func continued(rest: Int) {
        // Chaining values of libcrypto's SHA256_Transform and SHA1_Transform over the first 64 bytes.
        let middle256 = hex("EFD29B43 6F63EAF2 44F59895 1FBB7C8F 2A517B27 D2015D29 51958D1B 5D12BF47")
        let middle1 = hex("17AA71D1 476E35AE BDF1B780 238DC84F B0BB64C0")
        let message = message(64 + rest)
        let last = Array(message[64...])
        #expect(
            HashContinuation.sha256.finish(last, chaining: middle256, processed: 64) == Digest.sha256(message))
        #expect(HashContinuation.sha1.finish(last, chaining: middle1, processed: 64) == Digest.sha1(message))
    }
}
