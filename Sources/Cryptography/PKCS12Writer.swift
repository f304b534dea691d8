import COpenSSL

/// Makes PKCS#12 files, for the sandbox and tests.
public enum PKCS12Writer {
    /// A file with the key, its certificate and the chain in that order, under a passphrase in UTF-8.
    ///
    /// AES-256 with PBKDF2, or, when `legacy`, what a file of many years ago has: certificates under RC2-40, the key under
    /// triple DES, a SHA-1 checksum. Throws `CryptoError.legacyProviderMissing` when OpenSSL cannot write that, and
    /// `openSSL` when the key is not the certificate's.
    public static func encode(
        certificate: Certificate, chain: [Certificate], key: RSAPrivateKey, passphrase: [UInt8], legacy: Bool
    ) throws(CryptoError) -> [UInt8] {
        let context = try LegacyContext.make(modules: nil)
        guard !legacy || context.hasLegacy else { throw .legacyProviderMissing }
        return try context.run { () throws(CryptoError) in
            let others = unsafe try OpenSSL.check(shim_certificates_new(), "sk_X509_new_null")
            defer { unsafe shim_certificates_free(others) }
            for other in chain {
                let handle = try X509Handle.decode(other.der)
                try OpenSSL.check(unsafe shim_certificates_add(others, handle.pointer), "X509_add_cert")
            }
            let leaf = try X509Handle.decode(certificate.der)
            return try unsafe OpenSSL.withPassphrase(passphrase) { (text) throws(CryptoError) in
                let algorithms = Algorithms(legacy: legacy)
                let file = unsafe try OpenSSL.check(
                    PKCS12_create(
                        text, nil, key.handle.pointer, leaf.pointer, others, algorithms.key, algorithms.certificates,
                        PKCS12_DEFAULT_ITER, -1, 0), "PKCS12_create")
                defer { unsafe PKCS12_free(file) }
                try OpenSSL.check(
                    unsafe PKCS12_set_mac(file, text, -1, nil, 0, PKCS12_DEFAULT_ITER, algorithms.digest),
                    "PKCS12_set_mac")
                return unsafe try OpenSSL.encode("i2d_PKCS12") { unsafe i2d_PKCS12(file, $0) }
            }
        }
    }

    /// OpenSSL's numbers; no iteration count stands for a checksum of its own making, so that its digest can be chosen.
    @safe private struct Algorithms {
        let key: Int32
        let certificates: Int32
        let digest: OpaquePointer?

        init(legacy: Bool) {
            key = legacy ? NID_pbe_WithSHA1And3_Key_TripleDES_CBC : NID_aes_256_cbc
            certificates = legacy ? NID_pbe_WithSHA1And40BitRC2_CBC : NID_aes_256_cbc
            unsafe digest = legacy ? unsafe EVP_sha1() : unsafe EVP_sha256()
        }
    }
}
