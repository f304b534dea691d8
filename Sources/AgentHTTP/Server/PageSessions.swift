import AgentCore
import Synchronization

/// One-time codes and the short tokens of the agent's own page: in memory only (endpoint.md 3).
public final class PageSessions: Sendable {
    /// Which of our pages a code opens.
    enum View: String, CaseIterable, Sendable {
        /// The reception's, `/`.
        case reception
        /// The patient's, `/patient`.
        case patient

        /// Where it is served.
        var path: String {
            switch self {
            case .reception: "/"
            case .patient: "/patient"
            }
        }

        /// The reception may do what a client can have, present the PIN, and let a page in by a code, see and revoke who is in; not
        /// `admin`, which makes a token of any kind without anybody's code. The patient's view sees what to do, and no person.
        var scopes: Set<Scope> {
            switch self {
            case .reception: Set(Scope.grantable + [.pin, .pairing])
            case .patient: [.status]
            }
        }
    }

    private struct Grant {
        let view: View
        let end: ContinuousClock.Instant
    }

    private struct Contents {
        var codes: [String: Grant] = [:]
        var tokens: [String: Grant] = [:]
    }

    private let contents = Mutex(Contents())
    private static let codeLifetime = Duration.seconds(60)
    private static let tokenLifetime = Duration.seconds(8 * 3600)

    /// No code and no token yet.
    public init() {}

    /// A code for one exchange within 60 seconds.
    func newCode(for view: View = .reception) throws(AgentError) -> String {
        let code = try Secret.token()
        contents.withLock { contents in
            contents.codes = contents.codes.filter { .now < $0.value.end }
            contents.codes[code] = Grant(view: view, end: .now + Self.codeLifetime)
        }
        return code
    }

    /// The page's token for a code that was never used and is not over; nil otherwise.
    func exchange(code: String) throws(AgentError) -> String? {
        let grant = contents.withLock { $0.codes.removeValue(forKey: code) }
        guard let grant, .now < grant.end else { return nil }
        let token = try Secret.token()
        contents.withLock { contents in
            contents.tokens = contents.tokens.filter { .now < $0.value.end }
            contents.tokens[token] = Grant(view: grant.view, end: .now + Self.tokenLifetime)
        }
        return token
    }

    /// The rights of a page's token; nil when it is none or over.
    func scopes(token: String) -> Set<Scope>? {
        contents.withLock { contents in
            contents.tokens[token].flatMap { .now < $0.end ? $0.view.scopes : nil }
        }
    }
}
