import AgentCore
import Synchronization

/// One-time codes and the short tokens of the agent's own page: in memory only (endpoint.md 3).
public final class PageSessions: Sendable {
    private struct Contents {
        var codes: [String: ContinuousClock.Instant] = [:]
        var tokens: [String: ContinuousClock.Instant] = [:]
    }

    private let contents = Mutex(Contents())
    private static let codeLifetime = Duration.seconds(60)
    private static let tokenLifetime = Duration.seconds(8 * 3600)

    /// No code and no token yet.
    public init() {}

    /// A code for one exchange within 60 seconds.
    func newCode() throws(AgentError) -> String {
        let code = try Secret.token()
        contents.withLock { $0.codes[code] = .now + Self.codeLifetime }
        return code
    }

    /// The page's token for a code that was never used and is not over; nil otherwise.
    func exchange(code: String) throws(AgentError) -> String? {
        let expiry = contents.withLock { $0.codes.removeValue(forKey: code) }
        guard let expiry, .now < expiry else { return nil }
        let token = try Secret.token()
        contents.withLock { contents in
            contents.tokens = contents.tokens.filter { .now < $0.value }
            contents.tokens[token] = .now + Self.tokenLifetime
        }
        return token
    }

    /// The rights of a page's token; nil when it is none or over.
    func scopes(token: String) -> Set<Scope>? {
        contents.withLock { contents in
            contents.tokens[token].flatMap { .now < $0 ? Self.scopes : nil }
        }
    }

    /// What a client can have, the PIN, and `pairing`: a person at the page lets a page in by a code, and sees and revokes who
    /// is in. Not `admin`, which makes a token of any kind without anybody's code.
    private static let scopes = Set(Scope.grantable + [.pin, .pairing])
}
