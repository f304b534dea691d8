import CCurl

/// The one place where codes of libcurl become errors.
extension HTTPSError {
    /// What `other` names for codes met while the bytes were under way.
    static let transferFunction = "curl_multi_perform"

    /// The error for a transfer that failed.
    init(_ failure: TransferFailure) {
        self = Self.refusal(failure) ?? Self.repetition(failure) ?? Self.breakdown(failure)
    }

    /// A connection that could not be made although the request had been ready to leave on another: libcurl looks for a new one
    /// before it finds that the request cannot be sent twice. What the server did with the first is unknown.
    private static func repetition(_ failure: TransferFailure) -> HTTPSError? {
        guard failure.isConnected else { return nil }
        switch failure.code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY,
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CRL_BADFILE:
            return .closed(code: Int32(truncatingIfNeeded: failure.code.rawValue), connected: true)
        default: return nil
        }
    }

    /// Somebody who was reached said no: the server in an alert, which TLS 1.3 sends when the connection is already open, or
    /// the proxy in a status.
    private static func refusal(_ failure: TransferFailure) -> HTTPSError? {
        switch failure.code {
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CLIENTCERT, CURLE_PEER_FAILED_VERIFICATION, CURLE_RECV_ERROR,
            CURLE_SEND_ERROR, CURLE_COULDNT_CONNECT:
            if let alert = TLSAlert(diagnosis: failure.text, showsCertificate: failure.route.showsCertificate) {
                return .clientCertificateRefused(alert: alert)
            }
            let isOpen = failure.isConnected || failure.proxyStatus == 0 || (200..<300).contains(failure.proxyStatus)
            return isOpen ? nil : .proxyRefused(status: failure.proxyStatus)
        default: return nil
        }
    }

    private static func breakdown(_ failure: TransferFailure) -> HTTPSError {
        let raw = Int32(truncatingIfNeeded: failure.code.rawValue)
        return switch failure.code {
        case CURLE_COULDNT_RESOLVE_HOST: .nameUnknown(code: raw)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxyUnreachable(code: raw)
        case CURLE_COULDNT_CONNECT: failure.route.hasProxy ? .proxyUnreachable(code: raw) : .unreachable(code: raw)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .certificateRefused(code: raw, verifyResult: failure.verifyResult)
        case CURLE_SSL_CRL_BADFILE: .revocationListsUnreadable(code: raw)
        case CURLE_SSL_CERTPROBLEM: .clientIdentityUnusable(code: raw)
        case CURLE_SSL_CONNECT_ERROR: .handshakeFailed(code: raw)
        case CURLE_OPERATION_TIMEDOUT:
            failure.isLostAtProxy ? .proxyUnreachable(code: raw) : .timeout(connected: failure.isConnected)
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY:
            .closed(code: raw, connected: failure.isConnected)
        // A kept connection died after the request had left: it is not sent a second time (see RequestSource).
        case CURLE_SEND_FAIL_REWIND, CURLE_ABORTED_BY_CALLBACK: .closed(code: raw, connected: true)
        case CURLE_WRITE_ERROR, CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: .other(code: raw, function: "curl_url")
        default: .other(code: raw, function: Self.transferFunction)
        }
    }

    /// The error for an option that libcurl did not take.
    init(option code: CURLcode) {
        self = .other(code: Int32(truncatingIfNeeded: code.rawValue), function: "curl_easy_setopt")
    }

    /// The error for a refusal of the multi interface.
    init(multi code: CURLMcode) {
        self = .other(code: code.rawValue, function: Self.transferFunction)
    }

    /// A handle could not be made.
    static var noHandle: HTTPSError {
        .other(code: Int32(truncatingIfNeeded: CURLE_FAILED_INIT.rawValue), function: "curl_easy_init")
    }

    /// A text that C would cut at a NUL byte, or a header that would become two.
    static var badText: HTTPSError {
        .other(code: Int32(truncatingIfNeeded: CURLE_BAD_FUNCTION_ARGUMENT.rawValue), function: "curl_easy_setopt")
    }

    /// The identity did not lend its key.
    static var noClientKey: HTTPSError {
        .clientIdentityUnusable(code: Int32(truncatingIfNeeded: CURLE_SSL_CERTPROBLEM.rawValue))
    }
}
