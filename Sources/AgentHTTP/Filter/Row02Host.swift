import AgentCore
import Hummingbird

/// Row 2: `Host` is exactly one of our names, with the port. Stops rebinding names.
struct Row02Host: RouterMiddleware {
    let names: HostNames

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        let allowed = context.isUnixSocket ? ["localhost"] : names.hosts(port: context.channel.localAddress?.port)
        guard let host = request.head.authority, allowed.contains(host) else {
            return Problem.requestHost.response(context)
        }
        return try await next(request, context)
    }
}

/// The names under which we are reached.
struct HostNames: Sendable {
    /// `127.0.0.1:P`, `localhost:P` and `[::1]:P`.
    func hosts(port: Int?) -> [String] {
        port.map { port in ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" } } ?? []
    }

    /// The same as origins.
    func origins(port: Int?) -> [String] { hosts(port: port).map { "http://" + $0 } }
}
