/// The one place where the texts of OpenSSL, which libcurl keeps where it has no code, become alerts.
extension TLSAlert {
    /// libcurl takes `certificate expired`, before the handshake has ended, for its own verdict on the server, and says this
    /// when that verdict was good.
    private static let misreadExpiry = "SSL certificate verification failed"

    /// The alert about our certificate in a text such as `… SSL routines::tlsv1 alert unknown ca, errno 0`; nil for any
    /// other text.
    ///
    /// The words before `alert` depend on the version: `sslv3`, `tlsv1` and `tlsv13` until OpenSSL 3.1, `ssl/tls` since.
    /// `handshake failure` is how TLS 1.2 says that it wants a certificate; with one shown, it is not about that.
    init?(diagnosis: String, showsCertificate: Bool) {
        guard let alert = diagnosis == Self.misreadExpiry ? "certificate expired" : Self.name(in: diagnosis) else {
            return nil
        }
        switch alert {
        case "certificate required": self = .required
        case "handshake failure" where !showsCertificate: self = .required
        case "unknown ca": self = .unknownAuthority
        case "certificate expired": self = .expired
        case "certificate revoked": self = .revoked
        case "bad certificate", "certificate unknown", "unsupported certificate", "access denied": self = .bad(alert)
        default: return nil
        }
    }

    /// What follows the last `alert `, up to the comma that libcurl adds.
    private static func name(in diagnosis: String) -> String? {
        let words = diagnosis.split(separator: " ", omittingEmptySubsequences: false)
        guard let alert = words.lastIndex(of: "alert") else { return nil }
        return words[(alert + 1)...].joined(separator: " ").split(separator: ",").first.map(String.init)
    }
}
