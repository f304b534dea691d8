import COpenSSL

/// A `PKCS12 *`, released at the end of its life.
@safe struct PKCS12Handle: ~Copyable {
    private let pointer: OpaquePointer

    private init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    /// Exactly one file.
    static func decode(_ bytes: [UInt8]) throws(CryptoError) -> PKCS12Handle {
        let pointer = unsafe try OpenSSL.decode(
            bytes, what: "PKCS12", { unsafe d2i_PKCS12(nil, $0, $1) }, release: { unsafe PKCS12_free($0) })
        return unsafe PKCS12Handle(owning: pointer)
    }

    deinit { unsafe PKCS12_free(pointer) }

    /// What the file holds, decrypted.
    func open(_ passphrase: [UInt8], hasLegacy: Bool) throws(CryptoError) -> PKCS12Content {
        var key: OpaquePointer?
        var certificate: OpaquePointer?
        var others: OpaquePointer?
        let hasChecksum = unsafe PKCS12_mac_present(pointer) == 1
        let isOpen = try unsafe OpenSSL.withPassphrase(passphrase) { text in
            if !hasChecksum, !passphrase.isEmpty { unsafe addChecksum(text) }
            return unsafe PKCS12_parse(pointer, text, &key, &certificate, &others) == 1
        }
        let content = unsafe PKCS12Content(key: key, certificate: certificate, others: others)
        guard isOpen else { throw refusal(hasChecksum: hasChecksum, hasLegacy: hasLegacy) }
        ERR_clear_error()
        return content
    }

    /// `PKCS12_parse` of OpenSSL 3.0 takes no file without checksum (MAC), which the format allows: it gets one in memory.
    @unsafe private func addChecksum(_ passphrase: UnsafePointer<CChar>) {
        unsafe _ = PKCS12_set_mac(pointer, passphrase, -1, nil, 0, 1, EVP_sha256())
    }

    /// What the errors that OpenSSL left mean, oldest first. Without a checksum, a passphrase is wrong when what it
    /// decrypts is no PKCS#12.
    private func refusal(hasChecksum: Bool, hasLegacy: Bool) -> CryptoError {
        var codes: [UInt] = []
        while case let code = ERR_get_error(), code != 0 { codes.append(code) }
        let reasons = Set(codes.map { ERR_GET_REASON($0) })
        let other = CryptoError.openSSL(code: codes.first ?? 0, function: "PKCS12_parse")
        if reasons.contains(SHIM_R_UNSUPPORTED) { return hasLegacy ? other : .legacyProviderMissing }
        if reasons.contains(PKCS12_R_MAC_GENERATION_ERROR) { return other }
        let isWrong =
            reasons.contains(PKCS12_R_MAC_VERIFY_FAILURE) || reasons.contains(PKCS12_R_PKCS12_CIPHERFINAL_ERROR)
        return isWrong || !hasChecksum ? .wrongPassphrase : .malformed(what: "PKCS12")
    }
}
