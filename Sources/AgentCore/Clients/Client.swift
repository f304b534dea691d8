import Cryptography

/// A program or page that may call the agent: its name, its rights, and the caller that its token is bound to.
public struct Client: Equatable, Sendable {
    /// Eight hexadecimal digits, random: what lists show and what removes it. Tells nothing of the token.
    public let id: String
    /// Name given by the administrator, or by the page that was paired.
    public let name: String
    /// What the token is bound to.
    public let binding: Binding
    /// Its rights, in declaration order.
    public let scopes: [Scope]
    /// SHA-256 of the token, hexadecimal; the token itself is kept nowhere.
    let tokenHash: String
    /// Creation, seconds since 1970 UTC.
    public let createdAt: Int64
    /// When its token ends, seconds since 1970 UTC; nil: never.
    public let expiresAt: Int64?
    /// The first use on the last day (UTC) of use, seconds since 1970; nil when it was never used.
    public internal(set) var lastUsedAt: Int64?

    /// Whose its lists, results and idempotency keys are. Unlike its name its own, and never shown: the token's hash is in it.
    public var owner: String { "client:" + tokenHash }

    /// Who may use a token.
    public enum Binding: Equatable, Sendable, Codable {
        /// A page of exactly this origin.
        case origin(String)
        /// A native program of this user.
        case user(UInt32)
    }

    /// Whether its token has ended.
    func isOver(at now: Int64) -> Bool { expiresAt.map { now >= $0 } ?? false }

    /// Whether a use now is the first of its day.
    func isFirstUse(at now: Int64) -> Bool {
        lastUsedAt.map { now / Self.day > $0 / Self.day } ?? true
    }

    /// Seconds of a day.
    static let day: Int64 = 86_400
}

extension Client: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, name, binding, scopes, tokenHash, createdAt, expiresAt, lastUsedAt
    }

    /// Reads a stored client. One that was stored before clients had an id gets one from a digest of the token's hash, the same
    /// at every reading.
    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        name = try stored.decode(String.self, forKey: .name)
        binding = try stored.decode(Binding.self, forKey: .binding)
        scopes = try stored.decode([Scope].self, forKey: .scopes)
        tokenHash = try stored.decode(String.self, forKey: .tokenHash)
        createdAt = try stored.decode(Int64.self, forKey: .createdAt)
        expiresAt = try stored.decodeIfPresent(Int64.self, forKey: .expiresAt)
        lastUsedAt = try stored.decodeIfPresent(Int64.self, forKey: .lastUsedAt)
        id = try stored.decodeIfPresent(String.self, forKey: .id) ?? Self.id(ofHash: tokenHash)
    }

    private static func id(ofHash hash: String) -> String {
        Hexadecimal.encode(Array(Digest.sha256(Array(("id:" + hash).utf8)).prefix(4)))
    }
}
