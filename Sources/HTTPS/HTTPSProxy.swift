/// A proxy that tunnels our TLS (`CONNECT`), and how it knows us.
public struct HTTPSProxy: Equatable, Sendable, CustomStringConvertible {
    /// Its URL, `http://host:port`.
    public var url: String
    /// Name for a proxy that asks for one; the strongest of Digest, NTLM and Basic that it offers is taken.
    public var user: String?
    /// Password of `user` in UTF-8: a secret.
    public var password: [UInt8]?

    /// A proxy; without `user` it must let anybody through.
    public init(url: String, user: String? = nil, password: [UInt8]? = nil) {
        self.url = url
        self.user = user
        self.password = password
    }

    /// Nothing of it: the URL may hold a password as well.
    public var description: String { "HTTPSProxy" }
}
