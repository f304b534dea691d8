import Cryptography
import Testing

@Suite struct RSAPrivateKeyTests {
    private let key: RSAPrivateKey

    init() throws {
        key = try RSAPrivateKey(pem: KeyFixtures.privateKey)
    }

    @Test func `it signs like openssl`() throws {
        let message = Array("message".utf8)
        #expect(try key.sign(sha256: Digest.sha256(message)) == Base64.decodeStrict(KeyFixtures.sha256Signature))
        #expect(try key.sign(sha1: Digest.sha1(message)) == Base64.decodeStrict(KeyFixtures.sha1Signature))
    }

    @Test func `padding a SHA-256 DigestInfo equals signing the digest`() throws {
        let digest = Digest.sha256(Array("message".utf8))
        let prefix: [UInt8] = [
            0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04,
            0x20,
        ]
        let wide = try RSAPrivateKey.generate(bits: 2048)
        #expect(try wide.signPadded(digestInfo: prefix + digest) == wide.sign(sha256: digest))
        #expect(try wide.signPadded(digestInfo: [UInt8](repeating: 1, count: 102)).count == 256)
        #expect(throws: CryptoError.malformed(what: "digest info")) {
            try wide.signPadded(digestInfo: [UInt8](repeating: 1, count: 103))
        }
    }

    @Test func `a digest of another length is refused`() {
        #expect(throws: CryptoError.self) { try key.sign(sha256: [1, 2, 3]) }
        #expect(throws: CryptoError.self) { try key.sign(sha1: [UInt8](repeating: 0, count: 32)) }
    }

    @Test func `it deciphers what openssl enciphered`() throws {
        #expect(try key.decryptPKCS1(Base64.decodeStrict(KeyFixtures.cipherText)) == Array("a secret".utf8))
        #expect(throws: CryptoError.self) { try key.decryptPKCS1([1, 2, 3]) }
    }

    @Test func `a new key survives PEM`() throws {
        let new = try RSAPrivateKey.generate(bits: 2048)
        #expect(new.publicKey.bits == 2048)
        #expect(try RSAPrivateKey(pem: new.pem).publicKey == new.publicKey)
    }

    @Test func `text that is no usable key is refused without asking for a password`() {
        for pem in ["", "-----BEGIN PRIVATE KEY-----", KeyFixtures.encryptedPrivateKey] {
            #expect(throws: CryptoError.malformed(what: "private key")) { try RSAPrivateKey(pem: pem) }
        }
    }
}
