/// How the one outbound client connects.
public struct HTTPSConfiguration: Equatable, Sendable {
    /// PEM certificates, one after the other. They alone are trusted: never the system's store (insi.md 1.4).
    public var trustAnchors: [UInt8]
    /// Longest time for name, connection and TLS handshake.
    public var connectTimeout: Duration
    /// Longest time for a whole exchange.
    public var totalTimeout: Duration
    /// Longest accepted body, in bytes.
    public var responseLimit: Int
    /// URL of a proxy; nil connects directly. The environment's proxy variables are never read.
    public var proxy: String?

    /// The defaults are the timeouts of a certified client, 20 s and 30 s (insi.md 1.4), and 1 MiB.
    public init(
        trustAnchors: [UInt8],
        connectTimeout: Duration = .seconds(20),
        totalTimeout: Duration = .seconds(30),
        responseLimit: Int = 1 << 20,
        proxy: String? = nil
    ) {
        self.trustAnchors = trustAnchors
        self.connectTimeout = connectTimeout
        self.totalTimeout = totalTimeout
        self.responseLimit = responseLimit
        self.proxy = proxy
    }
}

extension Duration {
    /// Whole milliseconds, at least 1: zero would mean "no limit" to libcurl.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
