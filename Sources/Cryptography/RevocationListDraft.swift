import COpenSSL

/// An `X509_CRL *` under construction, version 2.
@safe struct RevocationListDraft: ~Copyable {
    let pointer: OpaquePointer

    /// An empty list of that authority, valid between two instants (seconds since 1970 UTC).
    static func start(
        issuer: borrowing X509Handle, thisUpdate: Int64, nextUpdate: Int64
    ) throws(CryptoError) -> RevocationListDraft {
        let draft = unsafe RevocationListDraft(pointer: try OpenSSL.check(X509_CRL_new(), "X509_CRL_new"))
        try OpenSSL.check(unsafe X509_CRL_set_version(draft.pointer, 1), "X509_CRL_set_version")
        let name = unsafe X509_get_subject_name(issuer.pointer)
        try OpenSSL.check(unsafe X509_CRL_set_issuer_name(draft.pointer, name), "X509_CRL_set_issuer_name")
        try unsafe OpenSSL.withTime(thisUpdate) { (time) throws(CryptoError) in
            try OpenSSL.check(unsafe X509_CRL_set1_lastUpdate(draft.pointer, time), "X509_CRL_set1_lastUpdate")
        }
        try unsafe OpenSSL.withTime(nextUpdate) { (time) throws(CryptoError) in
            try OpenSSL.check(unsafe X509_CRL_set1_nextUpdate(draft.pointer, time), "X509_CRL_set1_nextUpdate")
        }
        try draft.addKeyIdentifier(of: issuer)
        try draft.addNumber(thisUpdate)
        return draft
    }

    private init(pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit { unsafe X509_CRL_free(pointer) }

    /// Adds a certificate by its number in hexadecimal.
    func revoke(_ serialNumber: String, at time: Int64) throws(CryptoError) {
        let entry = unsafe try OpenSSL.check(X509_REVOKED_new(), "X509_REVOKED_new")
        var isKept = false
        defer { if !isKept { unsafe X509_REVOKED_free(entry) } }
        try unsafe Self.withNumber(serialNumber) { (number) throws(CryptoError) in
            try OpenSSL.check(unsafe X509_REVOKED_set_serialNumber(entry, number), "X509_REVOKED_set_serialNumber")
        }
        try unsafe OpenSSL.withTime(time) { (time) throws(CryptoError) in
            let copy = unsafe UnsafeMutablePointer(mutating: time)
            try OpenSSL.check(unsafe X509_REVOKED_set_revocationDate(entry, copy), "X509_REVOKED_set_revocationDate")
        }
        try OpenSSL.check(unsafe X509_CRL_add0_revoked(pointer, entry), "X509_CRL_add0_revoked")
        isKept = true
    }

    /// The signed list as PEM.
    consuming func signed(by key: RSAPrivateKey) throws(CryptoError) -> String {
        try OpenSSL.check(unsafe X509_CRL_sort(pointer), "X509_CRL_sort")
        try key.sign(self)
        return unsafe try OpenSSL.text("PEM_write_bio_X509_CRL") { unsafe PEM_write_bio_X509_CRL($0, pointer) }
    }

    private func addKeyIdentifier(of issuer: borrowing X509Handle) throws(CryptoError) {
        var context = unsafe X509V3_CTX()
        unsafe X509V3_set_ctx(&context, issuer.pointer, nil, nil, pointer, 0)
        let item = unsafe try OpenSSL.check(
            X509V3_EXT_conf_nid(nil, &context, NID_authority_key_identifier, "keyid:always"), "X509V3_EXT_conf_nid")
        defer { unsafe X509_EXTENSION_free(item) }
        try OpenSSL.check(unsafe X509_CRL_add_ext(pointer, item, -1), "X509_CRL_add_ext")
    }

    /// The number that grows from list to list (RFC 5280 5.2.3): the instant.
    private func addNumber(_ time: Int64) throws(CryptoError) {
        guard let number = unsafe ASN1_INTEGER_new() else { throw OpenSSL.failure("ASN1_INTEGER_new") }
        defer { unsafe ASN1_STRING_free(number) }
        try OpenSSL.check(unsafe ASN1_INTEGER_set_int64(number, max(0, time)), "ASN1_INTEGER_set_int64")
        try OpenSSL.check(
            unsafe X509_CRL_add1_ext_i2d(pointer, NID_crl_number, number, 0, 0), "X509_CRL_add1_ext_i2d")
    }

    private static func withNumber(
        _ text: String, _ body: (UnsafeMutablePointer<ASN1_INTEGER>) throws(CryptoError) -> Void
    ) throws(CryptoError) {
        var value: OpaquePointer?
        let count = unsafe Int(BN_hex2bn(&value, text))
        defer { unsafe BN_free(value) }
        guard count > 0, count == text.utf8.count, let number = unsafe BN_to_ASN1_INTEGER(value, nil) else {
            ERR_clear_error()
            throw .malformed(what: "serial number")
        }
        defer { unsafe ASN1_STRING_free(number) }
        try unsafe body(number)
    }
}
