import Cryptography
import Testing

@Suite struct RSAPublicKeyTests {
    private let key: RSAPublicKey
    private let digest = Digest.sha256(Array("message".utf8))
    private let signature: [UInt8]

    init() throws {
        key = try RSAPrivateKey(pem: KeyFixtures.privateKey).publicKey
        signature = try Base64.decodeStrict(KeyFixtures.sha256Signature)
    }

    @Test func `it accepts what openssl signed`() {
        #expect(key.bits == 1024)
        #expect(key.verify(signature: signature, sha256: digest))
    }

    @Test func `it refuses a signature or digest with any bit changed`() {
        for bit in 0..<signature.count * 8 {
            var changed = signature
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verify(signature: changed, sha256: digest))
        }
        for bit in 0..<digest.count * 8 {
            var changed = digest
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!key.verify(signature: signature, sha256: changed))
        }
    }

    @Test func `it refuses a signature or digest of another length`() {
        #expect(!key.verify(signature: [], sha256: digest))
        #expect(!key.verify(signature: [0] + signature, sha256: digest))
        #expect(!key.verify(signature: Array(signature.dropLast()), sha256: digest))
        #expect(!key.verify(signature: signature, sha256: Array(digest.dropLast())))
        #expect(!key.verify(signature: signature, sha256: []))
    }

    @Test func `it is rebuilt from its octets and from nothing less`() throws {
        let der = key.subjectPublicKeyInfo
        #expect(try RSAPublicKey(subjectPublicKeyInfo: der) == key)
        for count in der.indices {
            #expect(throws: CryptoError.self) { try RSAPublicKey(subjectPublicKeyInfo: Array(der.prefix(count))) }
        }
        #expect(throws: CryptoError.malformed(what: "public key")) { try RSAPublicKey(subjectPublicKeyInfo: der + [0]) }
    }

    @Test func `with any byte of the key changed it verifies nothing and never traps`() {
        let der = key.subjectPublicKeyInfo
        let algorithmIdentifier = 3..<18
        for index in der.indices {
            var changed = der
            changed[index] ^= 0xFF
            guard let other = try? RSAPublicKey(subjectPublicKeyInfo: changed) else { continue }
            let verifies = other.verify(signature: signature, sha256: digest)
            #expect(!verifies || algorithmIdentifier.contains(index), "byte \(index)")
        }
    }
}
