import COpenSSL

/// An `EVP_PKEY *` that holds an RSA key, released at the end of its life.
@safe struct KeyHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over the pointer; throws `CryptoError.unsupportedKey` when the key is not RSA.
    @unsafe init(owning pointer: OpaquePointer) throws(CryptoError) {
        unsafe self.pointer = pointer
        guard unsafe EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA else { throw .unsupportedKey }
    }

    deinit { unsafe EVP_PKEY_free(pointer) }

    var bits: Int { unsafe Int(EVP_PKEY_get_bits(pointer)) }

    func subjectPublicKeyInfo() throws(CryptoError) -> [UInt8] {
        unsafe try OpenSSL.encode("i2d_PUBKEY") { unsafe i2d_PUBKEY(pointer, $0) }
    }

    /// The private key as unencrypted PKCS#8 PEM; OpenSSL wipes its own copies, that of the BIO included.
    func secretPEM() throws(CryptoError) -> SecretMemory {
        let bio = unsafe try OpenSSL.check(BIO_new(BIO_s_secmem()), "BIO_new")
        defer { unsafe _ = BIO_free(bio) }
        try OpenSSL.check(
            unsafe PEM_write_bio_PrivateKey(bio, pointer, nil, nil, 0, nil, nil), "PEM_write_bio_PrivateKey")
        var start: UnsafeMutablePointer<CChar>?
        let size = unsafe shim_memory_content(bio, &start)
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: max(0, size)).assumingMemoryBound(to: UInt8.self)
        return try SecretMemory(unsafe bytes.span)
    }

    /// Runs `body` with a context for PKCS#1 v1.5 padding that `prepare` has opened for one kind of operation.
    func withContext<R>(
        _ function: String, _ prepare: (OpaquePointer) -> Int32, _ body: (OpaquePointer) throws(CryptoError) -> R
    ) throws(CryptoError) -> R {
        let context = unsafe try OpenSSL.check(EVP_PKEY_CTX_new(pointer, nil), "EVP_PKEY_CTX_new")
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try OpenSSL.check(unsafe prepare(context), function)
        try OpenSSL.check(
            unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING), "EVP_PKEY_CTX_set_rsa_padding")
        return try unsafe body(context)
    }

    /// One operation whose result is never longer than the modulus.
    func result(
        _ function: String, _ operation: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<Int>) -> Int32
    ) throws(CryptoError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: unsafe Int(EVP_PKEY_get_size(pointer)))
        var size = output.count
        try OpenSSL.check(unsafe operation(&output, &size), function)
        return Array(output.prefix(size))
    }
}
