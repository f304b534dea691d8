/// A program or page that may call the agent: its name, its rights, and the caller that its token is bound to.
public struct Client: Equatable, Sendable, Codable {
    /// Name given by the administrator.
    public let name: String
    /// What the token is bound to.
    public let binding: Binding
    /// Its rights, in declaration order.
    public let scopes: [Scope]
    /// SHA-256 of the token, hexadecimal; the token itself is kept nowhere.
    let tokenHash: String
    /// Unlike its name, its own.
    public var id: String { tokenHash }
    /// Creation, seconds since 1970 UTC.
    public let createdAt: Int64

    /// Who may use a token.
    public enum Binding: Equatable, Sendable, Codable {
        /// A page of exactly this origin.
        case origin(String)
        /// A native program of this user.
        case user(UInt32)
    }
}
