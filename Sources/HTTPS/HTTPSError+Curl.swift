import CCurl

/// The one place where codes of libcurl become errors.
extension HTTPSError {
    /// What `other` names for codes met while the bytes were under way.
    static let transferFunction = "curl_multi_perform"

    /// The error for the code of a finished transfer.
    init(transfer code: CURLcode, verifyResult: Int, connected: Bool) {
        let raw = Int32(truncatingIfNeeded: code.rawValue)
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
                .unreachable(code: raw)
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
                .certificateRefused(code: raw, verifyResult: verifyResult)
            case CURLE_SSL_CONNECT_ERROR: .handshakeFailed(code: raw)
            case CURLE_OPERATION_TIMEDOUT: .timeout(connected: connected)
            case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY:
                .closed(code: raw, connected: connected)
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
}
