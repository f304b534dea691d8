import COpenSSL
import Glibc

/// An `X509 *`, released at the end of its life.
@safe struct X509Handle: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over the pointer.
    @unsafe init(owning pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    /// Exactly one certificate in DER, spelled as OpenSSL would spell it.
    static func decode(_ der: [UInt8]) throws(CryptoError) -> X509Handle {
        let pointer = unsafe try OpenSSL.decode(
            der, what: "certificate", { unsafe d2i_X509(nil, $0, $1) }, release: { unsafe X509_free($0) })
        let handle = unsafe X509Handle(owning: pointer)
        guard try handle.der() == der else { throw .malformed(what: "certificate") }
        return handle
    }

    deinit { unsafe X509_free(pointer) }

    func der() throws(CryptoError) -> [UInt8] {
        unsafe try OpenSSL.encode("i2d_X509") { unsafe i2d_X509(pointer, $0) }
    }

    func subject() throws(CryptoError) -> DistinguishedName {
        unsafe try Self.name(X509_get_subject_name(pointer))
    }

    func issuer() throws(CryptoError) -> DistinguishedName {
        unsafe try Self.name(X509_get_issuer_name(pointer))
    }

    /// Upper-case hexadecimal, as OpenSSL prints it.
    func serialNumber() throws(CryptoError) -> String {
        let number = unsafe try OpenSSL.check(
            ASN1_INTEGER_to_BN(X509_get0_serialNumber(pointer), nil), "ASN1_INTEGER_to_BN")
        defer { unsafe BN_free(number) }
        guard let text = unsafe BN_bn2hex(number) else { throw OpenSSL.failure("BN_bn2hex") }
        defer { unsafe shim_free(text) }
        return unsafe String(cString: text)
    }

    func notBefore() throws(CryptoError) -> Int64 { unsafe try Self.seconds(X509_get0_notBefore(pointer)) }

    func notAfter() throws(CryptoError) -> Int64 { unsafe try Self.seconds(X509_get0_notAfter(pointer)) }

    /// Empty without the extension, for which OpenSSL answers all bits set.
    func keyUsage() -> KeyUsage {
        let bits = unsafe X509_get_key_usage(pointer)
        return KeyUsage(rawValue: bits == UInt32.max ? 0 : bits)
    }

    func isCertificateAuthority() -> Bool {
        unsafe X509_get_extension_flags(pointer) & UInt32(EXFLAG_CA) != 0
    }

    /// Contents of the OCTET STRINGs by dotted identifier; the same extension twice is malformed (RFC 5280 4.2).
    func extensions() throws(CryptoError) -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for index in 0..<max(0, unsafe X509_get_ext_count(pointer)) {
            let item = unsafe X509_get_ext(pointer, index)
            let oid = unsafe try OpenSSL.dotted(X509_EXTENSION_get_object(item))
            let content = unsafe Self.bytes(X509_EXTENSION_get_data(item))
            guard contents.updateValue(content, forKey: oid) == nil else { throw .malformed(what: "extensions") }
        }
        return contents
    }

    /// The key that OpenSSL decoded with the certificate; decoding it once more would cost more than all the rest.
    func publicKey() throws(CryptoError) -> RSAPublicKey {
        let key = unsafe X509_get0_pubkey(pointer)
        guard unsafe key != nil, unsafe EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else {
            ERR_clear_error()
            throw .unsupportedKey
        }
        let info = unsafe X509_get_X509_PUBKEY(pointer)
        return RSAPublicKey(
            subjectPublicKeyInfo: unsafe try OpenSSL.encode("i2d_X509_PUBKEY") { unsafe i2d_X509_PUBKEY(info, $0) },
            bits: unsafe Int(EVP_PKEY_get_bits(key)))
    }

    private static func name(_ name: OpaquePointer?) throws(CryptoError) -> DistinguishedName {
        var relativeNames: [[DistinguishedName.Attribute]] = []
        var last: Int32?
        for index in 0..<max(0, unsafe X509_NAME_entry_count(name)) {
            let entry = unsafe X509_NAME_get_entry(name, index)
            let attribute = DistinguishedName.Attribute(
                oid: unsafe try OpenSSL.dotted(X509_NAME_ENTRY_get_object(entry)),
                value: unsafe try text(X509_NAME_ENTRY_get_data(entry)))
            let set = unsafe X509_NAME_ENTRY_set(entry)
            if set == last, let end = relativeNames.indices.last {
                relativeNames[end].append(attribute)
            } else {
                relativeNames.append([attribute])
            }
            last = set
        }
        return DistinguishedName(relativeNames: relativeNames)
    }

    private static func text(_ string: UnsafePointer<ASN1_STRING>?) throws(CryptoError) -> String {
        var start: UnsafeMutablePointer<UInt8>?
        let count = unsafe ASN1_STRING_to_UTF8(&start, string)
        guard count >= 0, let start = unsafe start else {
            ERR_clear_error()
            throw .malformed(what: "name")
        }
        defer { unsafe shim_free(start) }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }

    private static func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        let count = unsafe Int(ASN1_STRING_length(string))
        return unsafe Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: max(0, count)))
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) throws(CryptoError) -> Int64 {
        var parts = unsafe tm()
        try OpenSSL.check(unsafe ASN1_TIME_to_tm(time, &parts), "ASN1_TIME_to_tm")
        return unsafe Int64(timegm(&parts))
    }
}
