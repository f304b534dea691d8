/// The answer of a server, whatever its status.
public struct HTTPResponse: Equatable, Sendable {
    /// The HTTP status, `200` for success.
    public let status: Int
    /// The `Content-Type` header as received.
    public let contentType: String?
    /// The bytes of the body, not decoded.
    public let body: [UInt8]

    /// The `Date` header as received: the time of the server's clock.
    public let date: String?

    /// An answer from its parts.
    public init(status: Int, contentType: String?, body: [UInt8], date: String? = nil) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.date = date
    }
}
