/// Why no answer came. The raw `CURLcode` is kept where several lead to one case.
public enum HTTPSError: Error, Equatable, Sendable {
    /// The TLS handshake broke off for another reason than the server's certificate.
    case handshakeFailed(code: Int32)
    /// The server's certificate or name is not the expected one; `verifyResult` is OpenSSL's `X509_V_ERR_…`, 1 for a name.
    case certificateRefused(code: Int32, verifyResult: Int)
    /// No connection: name unknown, connection refused, no route.
    case unreachable(code: Int32)
    /// The time allowed ran out; `connected` tells whether the request may have left.
    case timeout(connected: Bool)
    /// The connection ended before the answer was complete.
    case closed(code: Int32, connected: Bool)
    /// The answer is longer than the limit.
    case tooLarge
    /// The task was cancelled.
    case cancelled(connected: Bool)
    /// Anything else that libcurl refused or reported, with the function that said so.
    case other(code: Int32, function: String)

    /// False when the request certainly never reached the server, so that sending it again cannot do it twice.
    public var mayHaveBeenExecuted: Bool {
        switch self {
        case .handshakeFailed, .certificateRefused, .unreachable: false
        case .timeout(let connected), .closed(_, let connected), .cancelled(let connected): connected
        case .tooLarge: true
        case .other(_, let function): function == HTTPSError.transferFunction
        }
    }
}
