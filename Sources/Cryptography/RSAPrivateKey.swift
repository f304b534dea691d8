import COpenSSL

/// An RSA private key held by OpenSSL, which wipes it on release. Operations on it are safe from any thread: OpenSSL
/// locks what it caches in a key, and each operation has a context of its own.
public final class RSAPrivateKey: @unchecked Sendable {
    /// The public half.
    public let publicKey: RSAPublicKey
    let handle: KeyHandle

    private init(_ handle: consuming KeyHandle) throws(CryptoError) {
        publicKey = try RSAPublicKey(subjectPublicKeyInfo: handle.subjectPublicKeyInfo())
        self.handle = handle
    }

    /// A new key with a modulus of that many bits, public exponent 65537. Takes up to a second for 2048 bits.
    public static func generate(bits: Int) throws(CryptoError) -> RSAPrivateKey {
        let context = unsafe try OpenSSL.check(EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil), "EVP_PKEY_CTX_new_id")
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try OpenSSL.check(unsafe EVP_PKEY_keygen_init(context), "EVP_PKEY_keygen_init")
        try OpenSSL.check(
            unsafe EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(clamping: bits)), "EVP_PKEY_CTX_set_rsa_keygen_bits")
        var key: OpaquePointer?
        try OpenSSL.check(unsafe EVP_PKEY_generate(context, &key), "EVP_PKEY_generate")
        return try unsafe RSAPrivateKey(KeyHandle(owning: OpenSSL.check(key, "EVP_PKEY_generate")))
    }

    /// An unencrypted key in PEM (PKCS#8 or PKCS#1). An encrypted one is malformed here: nobody is asked for a password.
    public convenience init(pem: String) throws(CryptoError) {
        let found = try unsafe OpenSSL.reading(pem) { bio in
            unsafe PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
        }
        guard let key = unsafe found else { throw .malformed(what: "private key") }
        try self.init(unsafe KeyHandle(owning: key))
    }

    /// The key as unencrypted PKCS#8 PEM: a secret, for test keys and simulators only.
    public var pem: String {
        get throws(CryptoError) {
            unsafe try OpenSSL.text("PEM_write_bio_PrivateKey") { bio in
                unsafe PEM_write_bio_PrivateKey(bio, handle.pointer, nil, nil, 0, nil, nil)
            }
        }
    }

    /// RSASSA-PKCS1-v1_5 signature of a 32-byte SHA-256 digest, as long as the modulus.
    public func sign(sha256 digest: [UInt8]) throws(CryptoError) -> [UInt8] {
        unsafe try sign(digest, as: EVP_sha256())
    }

    /// RSASSA-PKCS1-v1_5 signature of a 20-byte SHA-1 digest, as long as the modulus.
    public func sign(sha1 digest: [UInt8]) throws(CryptoError) -> [UInt8] {
        unsafe try sign(digest, as: EVP_sha1())
    }

    /// Pads at most 40 % of the modulus (102 bytes for 2048 bits) with PKCS#1 block type 1 and applies the key, as a
    /// card does for INTERNAL AUTHENTICATE (cpx.md). Longer input throws `CryptoError.malformed`.
    public func signPadded(digestInfo: [UInt8]) throws(CryptoError) -> [UInt8] {
        guard digestInfo.count <= publicKey.bits / 8 * 2 / 5 else { throw .malformed(what: "digest info") }
        return unsafe try sign(digestInfo, as: nil)
    }

    /// The plain text of an RSAES-PKCS1-v1_5 cipher text as long as the modulus, as a card does for DECIPHER.
    public func decryptPKCS1(_ cipherText: [UInt8]) throws(CryptoError) -> [UInt8] {
        try unsafe handle.withContext("EVP_PKEY_decrypt_init", { unsafe EVP_PKEY_decrypt_init($0) }) {
            (context) throws(CryptoError) -> [UInt8] in
            try unsafe handle.result("EVP_PKEY_decrypt") { output, size in
                unsafe EVP_PKEY_decrypt(context, output, size, cipherText, cipherText.count)
            }
        }
    }

    /// Signs a certificate under construction with sha256WithRSA.
    func sign(_ certificate: borrowing X509Handle) throws(CryptoError) {
        let size = unsafe X509_sign(certificate.pointer, handle.pointer, EVP_sha256())
        guard size > 0 else { throw OpenSSL.failure("X509_sign") }
    }

    /// Signs a revocation list under construction with sha256WithRSA.
    func sign(_ list: borrowing RevocationListDraft) throws(CryptoError) {
        let size = unsafe X509_CRL_sign(list.pointer, handle.pointer, EVP_sha256())
        guard size > 0 else { throw OpenSSL.failure("X509_CRL_sign") }
    }

    /// The digest method decides the DigestInfo that OpenSSL puts in front; none for nil.
    private func sign(_ input: [UInt8], as method: OpaquePointer?) throws(CryptoError) -> [UInt8] {
        try unsafe handle.withContext("EVP_PKEY_sign_init", { unsafe EVP_PKEY_sign_init($0) }) {
            (context) throws(CryptoError) -> [UInt8] in
            if let method = unsafe method {
                try OpenSSL.check(
                    unsafe EVP_PKEY_CTX_set_signature_md(context, method), "EVP_PKEY_CTX_set_signature_md")
            }
            return try unsafe handle.result("EVP_PKEY_sign") { output, size in
                unsafe EVP_PKEY_sign(context, output, size, input, input.count)
            }
        }
    }
}
