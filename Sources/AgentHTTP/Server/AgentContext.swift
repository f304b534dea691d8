import AgentCore
import Hummingbird
import Journal
import NIOCore

/// What the filter rows learn of a request, handed from row to row.
struct AgentContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection, which tells the peer.
    let channel: any Channel
    /// Identifier of the request for logs and problems.
    let requestId: String
    /// The resource and the rule for the method, set by row 5.
    var rule: Resource.Rule?
    /// Where a route asks to be called again later; nil in the second pass of a request.
    var longPoll: LongPoll?
    /// Where problems are counted.
    var metrics: Metrics?
    /// Where they are logged.
    var refusals: RefusalLog?
    /// Who calls, set by row 7.
    var caller: Caller?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        requestId = RequestScope.current?.id ?? RequestID().description
    }

    /// The origin as one header; a request with several is refused by row 3.
    static func origin(of request: Request) -> String? { request.headers[.origin] }

    /// Whether the peer came through the Unix socket.
    var isUnixSocket: Bool { channel.localAddress?.pathname != nil }
}

/// A caller that was recognised.
struct Caller {
    /// The client of the token; nil for a user of the Unix socket.
    let client: Client?
    /// Its rights.
    let scopes: Set<Scope>
    /// User number of the peer, known on the Unix socket and for tokens bound to a user.
    let user: UInt32?
    /// Whether it still has exactly these rights, for an answer that takes its time: a token may be revoked or run out.
    var isStillAllowed: @Sendable () -> Bool = { true }

    /// Whom a trace names.
    var name: String { client.map { "client:" + $0.name } ?? user.map { "user:\($0)" } ?? "page" }

    /// Whom a rate limit counts, and whose a list or an idempotency key is: two clients may bear one name.
    var owner: String { client?.owner ?? name }
}
