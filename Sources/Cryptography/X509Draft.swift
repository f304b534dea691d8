import COpenSSL

/// An `X509 *` under construction.
@safe struct X509Draft: ~Copyable {
    let handle: X509Handle

    /// Everything but the issuer, the extensions and the signature.
    static func start(
        _ template: CertificateTemplate, publicKey: RSAPublicKey
    ) throws(CryptoError) -> X509Draft {
        let draft = unsafe X509Draft(handle: X509Handle(owning: try OpenSSL.check(X509_new(), "X509_new")))
        try draft.setNumber(template.serialNumber)
        try draft.setValidity(from: template.notBefore, to: template.notAfter)
        try draft.setSubject(template.subject)
        let key = try publicKey.open()
        try OpenSSL.check(unsafe X509_set_pubkey(draft.handle.pointer, key.pointer), "X509_set_pubkey")
        return draft
    }

    /// Names the issuer, which may be this very draft, and adds the extensions.
    borrowing func complete(
        _ template: CertificateTemplate, issuer: borrowing X509Handle
    ) throws(CryptoError) {
        let name = unsafe X509_get_subject_name(issuer.pointer)
        try OpenSSL.check(unsafe X509_set_issuer_name(handle.pointer, name), "X509_set_issuer_name")
        for (identifier, value) in template.standardExtensions {
            try addExtension(identifier, value, issuer: issuer)
        }
        for item in template.privateExtensions { try addExtension(item) }
    }

    consuming func signed(by key: RSAPrivateKey) throws(CryptoError) -> Certificate {
        try key.sign(handle)
        return try Certificate(der: handle.der())
    }

    private func setNumber(_ serialNumber: UInt64) throws(CryptoError) {
        let number = unsafe X509_get_serialNumber(handle.pointer)
        try OpenSSL.check(unsafe X509_set_version(handle.pointer, 2), "X509_set_version")
        try OpenSSL.check(unsafe ASN1_INTEGER_set_uint64(number, serialNumber), "ASN1_INTEGER_set_uint64")
    }

    private func setValidity(from start: Int64, to end: Int64) throws(CryptoError) {
        try unsafe OpenSSL.withTime(start) { (time) throws(CryptoError) in
            try OpenSSL.check(unsafe X509_set1_notBefore(handle.pointer, time), "X509_set1_notBefore")
        }
        try unsafe OpenSSL.withTime(end) { (time) throws(CryptoError) in
            try OpenSSL.check(unsafe X509_set1_notAfter(handle.pointer, time), "X509_set1_notAfter")
        }
    }

    private func setSubject(_ relativeNames: [[DistinguishedName.Attribute]]) throws(CryptoError) {
        let name = unsafe X509_get_subject_name(handle.pointer)
        for attributes in relativeNames {
            for (index, attribute) in attributes.enumerated() {
                let type = attribute.oid == DistinguishedName.country ? V_ASN1_PRINTABLESTRING : V_ASN1_UTF8STRING
                let value = Array(attribute.value.utf8)
                try unsafe OpenSSL.withObject(attribute.oid) { (object) throws(CryptoError) in
                    try OpenSSL.check(
                        unsafe X509_NAME_add_entry_by_OBJ(
                            name, object, type, value, Int32(clamping: value.count), -1, index == 0 ? 0 : -1),
                        "X509_NAME_add_entry_by_OBJ")
                }
            }
        }
    }

    private func addExtension(
        _ identifier: Int32, _ value: String, issuer: borrowing X509Handle
    ) throws(CryptoError) {
        var context = unsafe X509V3_CTX()
        unsafe X509V3_set_ctx(&context, issuer.pointer, handle.pointer, nil, nil, 0)
        let item = unsafe try OpenSSL.check(
            X509V3_EXT_conf_nid(nil, &context, identifier, value), "X509V3_EXT_conf_nid")
        defer { unsafe X509_EXTENSION_free(item) }
        try OpenSSL.check(unsafe X509_add_ext(handle.pointer, item, -1), "X509_add_ext")
    }

    private func addExtension(_ item: CertificateTemplate.PrivateExtension) throws(CryptoError) {
        guard let content = unsafe ASN1_OCTET_STRING_new() else { throw OpenSSL.failure("ASN1_OCTET_STRING_new") }
        defer { unsafe ASN1_OCTET_STRING_free(content) }
        try OpenSSL.check(
            unsafe ASN1_OCTET_STRING_set(content, item.content, Int32(clamping: item.content.count)),
            "ASN1_OCTET_STRING_set")
        try unsafe OpenSSL.withObject(item.oid) { (object) throws(CryptoError) in
            let created = unsafe try OpenSSL.check(
                X509_EXTENSION_create_by_OBJ(nil, object, 0, content), "X509_EXTENSION_create_by_OBJ")
            defer { unsafe X509_EXTENSION_free(created) }
            try OpenSSL.check(unsafe X509_add_ext(handle.pointer, created, -1), "X509_add_ext")
        }
    }
}

extension CertificateTemplate {
    /// OpenSSL's extension numbers with values in its configuration language (x509v3_config), in writing order.
    fileprivate var standardExtensions: [(Int32, String)] {
        let names = dnsNames.map { "DNS:\($0)" } + ipAddresses.map { "IP:\($0)" }
        var extensions = [
            (NID_basic_constraints, "critical,CA:\(isCertificateAuthority ? "TRUE" : "FALSE")"),
            (NID_subject_key_identifier, "hash"),
            (NID_authority_key_identifier, "keyid:always"),
        ]
        if !keyUsage.isEmpty { extensions.append((NID_key_usage, "critical,\(keyUsageWords)")) }
        if !extendedKeyUsage.isEmpty { extensions.append((NID_ext_key_usage, extendedKeyUsage.joined(separator: ","))) }
        if !names.isEmpty { extensions.append((NID_subject_alt_name, names.joined(separator: ","))) }
        return extensions
    }

    private var keyUsageWords: String {
        let words: [(KeyUsage, String)] = [
            (.digitalSignature, "digitalSignature"), (.nonRepudiation, "nonRepudiation"),
            (.keyEncipherment, "keyEncipherment"), (.keyCertSign, "keyCertSign"), (.crlSign, "cRLSign"),
        ]
        return words.filter { keyUsage.contains($0.0) }.map(\.1).joined(separator: ",")
    }
}
