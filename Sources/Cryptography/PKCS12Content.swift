import COpenSSL

/// What `PKCS12_parse` found, released at the end of its life.
@safe struct PKCS12Content: ~Copyable {
    private let keyPointer: OpaquePointer?
    private let certificatePointer: OpaquePointer?
    private let others: OpaquePointer?

    /// Takes over the pointers.
    @unsafe init(key: OpaquePointer?, certificate: OpaquePointer?, others: OpaquePointer?) {
        unsafe keyPointer = key
        unsafe certificatePointer = certificate
        unsafe self.others = others
    }

    deinit {
        unsafe EVP_PKEY_free(keyPointer)
        unsafe X509_free(certificatePointer)
        unsafe shim_certificates_free(others)
    }

    func key() throws(CryptoError) -> KeyHandle {
        guard let pointer = unsafe keyPointer else { throw .malformed(what: "PKCS12 key") }
        unsafe EVP_PKEY_up_ref(pointer)
        return try unsafe KeyHandle(owning: pointer)
    }

    func certificate() throws(CryptoError) -> Certificate {
        guard unsafe keyPointer != nil else { throw .malformed(what: "PKCS12 key") }
        guard let pointer = unsafe certificatePointer else { throw .malformed(what: "PKCS12 certificate") }
        return try unsafe Self.certificate(pointer)
    }

    func chain() throws(CryptoError) -> [Certificate] {
        var certificates: [Certificate] = []
        for index in 0..<max(0, unsafe shim_certificates_count(others)) {
            guard let pointer = unsafe shim_certificates_at(others, index) else { continue }
            certificates.append(try unsafe Self.certificate(pointer))
        }
        return certificates
    }

    private static func certificate(_ pointer: OpaquePointer) throws(CryptoError) -> Certificate {
        unsafe X509_up_ref(pointer)
        return try unsafe Certificate(X509Handle(owning: pointer))
    }
}
