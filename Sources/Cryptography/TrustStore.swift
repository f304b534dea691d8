import COpenSSL

/// The only authorities that are believed; the system's are not.
public struct TrustStore: Sendable {
    private let anchors: [Certificate]

    /// A store of these anchors. An intermediate authority, or a certificate itself, may be an anchor.
    public init(anchors: [Certificate]) {
        self.anchors = anchors
    }

    /// Succeeds when a chain leads from `leaf` to an anchor, every link signed, permitted and valid at `time` (seconds
    /// since 1970 UTC), for any purpose; revocation is not looked at. Throws `CryptoError.certificateRefused` with
    /// OpenSSL's reason otherwise.
    public func verify(
        _ leaf: Certificate, intermediates: [Certificate] = [], at time: Int64
    ) throws(CryptoError) {
        let store = unsafe try OpenSSL.check(X509_STORE_new(), "X509_STORE_new")
        defer { unsafe X509_STORE_free(store) }
        for anchor in anchors {
            let handle = try X509Handle.decode(anchor.der)
            try OpenSSL.check(unsafe X509_STORE_add_cert(store, handle.pointer), "X509_STORE_add_cert")
        }
        let untrusted = unsafe try OpenSSL.check(shim_certificates_new(), "sk_X509_new_null")
        defer { unsafe shim_certificates_free(untrusted) }
        for intermediate in intermediates {
            let handle = try X509Handle.decode(intermediate.der)
            try OpenSSL.check(unsafe shim_certificates_add(untrusted, handle.pointer), "X509_add_cert")
        }
        try unsafe Self.verify(X509Handle.decode(leaf.der), store: store, untrusted: untrusted, at: time)
    }

    private static func verify(
        _ leaf: borrowing X509Handle, store: OpaquePointer, untrusted: OpaquePointer, at time: Int64
    ) throws(CryptoError) {
        let context = unsafe try OpenSSL.check(X509_STORE_CTX_new(), "X509_STORE_CTX_new")
        defer { unsafe X509_STORE_CTX_free(context) }
        try OpenSSL.check(
            unsafe X509_STORE_CTX_init(context, store, leaf.pointer, untrusted), "X509_STORE_CTX_init")
        let parameters = unsafe X509_STORE_CTX_get0_param(context)
        unsafe X509_VERIFY_PARAM_set_time(parameters, Int(time))
        try OpenSSL.check(
            unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN)),
            "X509_VERIFY_PARAM_set_flags")
        try OpenSSL.check(
            unsafe X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY), "X509_VERIFY_PARAM_set_purpose")
        defer { ERR_clear_error() }
        guard unsafe X509_verify_cert(context) == 1 else {
            let code = unsafe X509_STORE_CTX_get_error(context)
            let reason = unsafe X509_verify_cert_error_string(Int(code)).map { unsafe String(cString: $0) }
            throw .certificateRefused(reason: reason ?? "no reason", code: code)
        }
    }
}
