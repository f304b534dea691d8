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
    /// The way out; nil connects directly. The environment's proxy variables are never read.
    public var proxy: HTTPSProxy?
    /// What is shown to a server that asks for a certificate; nil shows none.
    public var clientIdentity: HTTPSClientIdentity?
    /// Path of a PEM file with a revocation list of every authority between the server's certificate and the root, the
    /// root's own included; nil checks no revocation. It is read again for every new connection. With it, the trust
    /// anchors must hold the root: an intermediate authority alone is no anchor then.
    public var revocationLists: String?

    /// The defaults are the timeouts of a certified client, 20 s and 30 s (insi.md 1.4), and 1 MiB.
    public init(
        trustAnchors: [UInt8],
        connectTimeout: Duration = .seconds(20),
        totalTimeout: Duration = .seconds(30),
        responseLimit: Int = 1 << 20,
        proxy: HTTPSProxy? = nil,
        clientIdentity: HTTPSClientIdentity? = nil,
        revocationLists: String? = nil
    ) {
        self.trustAnchors = trustAnchors
        self.connectTimeout = connectTimeout
        self.totalTimeout = totalTimeout
        self.responseLimit = responseLimit
        self.proxy = proxy
        self.clientIdentity = clientIdentity
        self.revocationLists = revocationLists
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
