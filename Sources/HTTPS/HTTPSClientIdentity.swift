/// The certificate that the client shows, and access to its private key.
public struct HTTPSClientIdentity: Equatable, Sendable {
    /// The certificate in PEM, then the authorities that the server needs to reach its root.
    public let chainPEM: [UInt8]
    /// Lends the unencrypted private key in PEM: calls what it is given once, and waits for it.
    public let key: @Sendable (_ use: (Span<UInt8>) -> Void) -> Void

    /// An identity. `key` is called on the client's own thread, once for each exchange, for as long as that lasts; libcurl
    /// keeps no copy of what it lends.
    public init(chainPEM: [UInt8], key: @escaping @Sendable (_ use: (Span<UInt8>) -> Void) -> Void) {
        self.chainPEM = chainPEM
        self.key = key
    }

    /// Equal certificates, and thus equal keys.
    public static func == (left: HTTPSClientIdentity, right: HTTPSClientIdentity) -> Bool {
        left.chainPEM == right.chainPEM
    }
}
