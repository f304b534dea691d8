import COpenSSL

/// One message through AES-256-GCM: an `EVP_CIPHER_CTX *`, wiped and released at the end of its life.
@safe struct GCMCipher: ~Copyable {
    static let tagCount = 16
    private let pointer: OpaquePointer

    /// A cipher for a 32-byte key and a 12-byte nonce that already authenticates `context`.
    static func start(
        key: [UInt8], nonce: [UInt8], context: String, isSealing: Bool
    ) throws(CryptoError) -> GCMCipher {
        let cipher = unsafe GCMCipher(pointer: try OpenSSL.check(EVP_CIPHER_CTX_new(), "EVP_CIPHER_CTX_new"))
        try OpenSSL.check(
            unsafe EVP_CipherInit_ex(cipher.pointer, EVP_aes_256_gcm(), nil, key, nonce, isSealing ? 1 : 0),
            "EVP_CipherInit_ex")
        let associated = Array(context.utf8)
        var count: Int32 = 0
        try OpenSSL.check(
            unsafe EVP_CipherUpdate(cipher.pointer, nil, &count, associated, Int32(clamping: associated.count)),
            "EVP_CipherUpdate")
        return cipher
    }

    private init(pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }

    /// The whole message, less than 2 GiB, in its other form.
    func update(_ input: [UInt8]) throws(CryptoError) -> [UInt8] {
        precondition(input.count <= Int(Int32.max), "a message under 2 GiB")
        var output = [UInt8](repeating: 0, count: input.count)
        var count: Int32 = 0
        try OpenSSL.check(
            unsafe EVP_CipherUpdate(pointer, &output, &count, input, Int32(input.count)), "EVP_CipherUpdate")
        return output
    }

    /// Ends the sealing: the tag.
    func finish() throws(CryptoError) -> [UInt8] {
        var count: Int32 = 0
        try OpenSSL.check(unsafe EVP_CipherFinal_ex(pointer, nil, &count), "EVP_CipherFinal_ex")
        var tag = [UInt8](repeating: 0, count: Self.tagCount)
        try OpenSSL.check(
            unsafe EVP_CIPHER_CTX_ctrl(pointer, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagCount), &tag),
            "EVP_CIPHER_CTX_ctrl")
        return tag
    }

    /// Ends the opening: whether key, context and every byte were those of the sealing.
    func finish(tag: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        var tag = tag
        var count: Int32 = 0
        let size = Int32(clamping: tag.count)
        guard unsafe EVP_CIPHER_CTX_ctrl(pointer, EVP_CTRL_AEAD_SET_TAG, size, &tag) == 1 else { return false }
        return unsafe EVP_CipherFinal_ex(pointer, nil, &count) == 1
    }
}
