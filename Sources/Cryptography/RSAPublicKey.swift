import COpenSSL

/// An RSA public key, as a value.
public struct RSAPublicKey: Sendable, Equatable {
    /// The exact DER of the SubjectPublicKeyInfo.
    public let subjectPublicKeyInfo: [UInt8]
    /// Length of the modulus in bits.
    public let bits: Int

    init(subjectPublicKeyInfo: [UInt8], bits: Int) {
        self.subjectPublicKeyInfo = subjectPublicKeyInfo
        self.bits = bits
    }

    /// A key from the DER of exactly one SubjectPublicKeyInfo (RFC 5280 4.1.2.7). Throws `CryptoError.malformed`,
    /// or `CryptoError.unsupportedKey` for another algorithm.
    public init(subjectPublicKeyInfo der: [UInt8]) throws(CryptoError) {
        self.init(subjectPublicKeyInfo: der, bits: try Self.open(der).bits)
    }

    /// True when `signature` is the RSASSA-PKCS1-v1_5 signature of a 32-byte SHA-256 digest.
    public func verify(signature: [UInt8], sha256 digest: [UInt8]) -> Bool {
        guard digest.count == Int(SHA256_DIGEST_LENGTH) else { return false }
        defer { ERR_clear_error() }
        do {
            let key = try open()
            return try unsafe key.withContext("EVP_PKEY_verify_init", { unsafe EVP_PKEY_verify_init($0) }) { context in
                guard unsafe EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1 else { return false }
                return unsafe EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
            }
        } catch {
            return false
        }
    }

    func open() throws(CryptoError) -> KeyHandle { try Self.open(subjectPublicKeyInfo) }

    private static func open(_ der: [UInt8]) throws(CryptoError) -> KeyHandle {
        let pointer = unsafe try OpenSSL.decode(
            der, what: "public key", { unsafe d2i_PUBKEY(nil, $0, $1) }, release: { unsafe EVP_PKEY_free($0) })
        return try unsafe KeyHandle(owning: pointer)
    }
}
