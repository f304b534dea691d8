/// Why no answer came. The raw `CURLcode` is kept where several lead to one case.
public enum HTTPSError: Error, Equatable, Sendable {
    /// The TLS handshake broke off for another reason than a certificate.
    case handshakeFailed(code: Int32)
    /// The server's certificate or name is not the expected one, see `certificateRefusal`; `verifyResult` is OpenSSL's
    /// `X509_V_ERR_…`, 1 for a name.
    case certificateRefused(code: Int32, verifyResult: Int)
    /// The file of revocation lists is missing, unreadable or none.
    case revocationListsUnreadable(code: Int32)
    /// The server refuses our certificate, or to go on without one.
    case clientCertificateRefused(alert: TLSAlert)
    /// Our certificate and key cannot be used: unreadable, or not of each other.
    case clientIdentityUnusable(code: Int32)
    /// The proxy's answer is another HTTP status than success: 407 when it does not accept name and password.
    case proxyRefused(status: Int)
    /// No connection to the proxy: name unknown, connection refused, no route, or no word from it in the time allowed.
    case proxyUnreachable(code: Int32)
    /// The server's name is unknown here.
    case nameUnknown(code: Int32)
    /// No connection to the server: connection refused, no route.
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

    /// False when the request certainly never reached the server, or was refused unread, so that sending it again cannot do
    /// it twice.
    public var mayHaveBeenExecuted: Bool {
        switch self {
        case .handshakeFailed, .certificateRefused, .revocationListsUnreadable, .clientCertificateRefused,
            .clientIdentityUnusable, .proxyRefused, .proxyUnreachable, .nameUnknown, .unreachable:
            false
        case .timeout(let connected), .closed(_, let connected), .cancelled(let connected): connected
        case .tooLarge: true
        case .other(_, let function): function == HTTPSError.transferFunction
        }
    }

    /// What is wrong with the server's certificate; nil for any other error.
    public var certificateRefusal: CertificateRefusal? {
        guard case .certificateRefused(_, let verifyResult) = self else { return nil }
        return CertificateRefusal(verifyResult: verifyResult)
    }
}
