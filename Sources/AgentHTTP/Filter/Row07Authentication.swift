import AgentCore
import HTTPTypes
import Hummingbird

/// Row 7: `Authorization: Bearer`, or the peer's credentials on the Unix socket. No cookie, no token in a URL.
///
/// A token that is revoked or ends while its request waits gets no answer from it: it is looked at again afterwards.
struct Row07Authentication: RouterMiddleware {
    let clients: ClientRegistry
    let sessions: PageSessions
    let peers: PeerUsers
    let socketUsers: SocketUsers

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        if context.rule?.needsCaller == false { return try await next(request, context) }
        guard let caller = await caller(request, context) else { return refusal(context) }
        var context = context
        context.caller = caller
        let response = try await next(request, context)
        guard caller.client.map(clients.knows) ?? true else { return refusal(context) }
        return response
    }

    private func refusal(_ context: AgentContext) -> Response {
        Problem.requestUnauthenticated.response(context)
    }

    private func caller(_ request: Request, _ context: AgentContext) async -> Caller? {
        let values = request.headers[values: .authorization]
        if let value = values.first {
            guard values.count == 1, let token = bearer(value) else { return nil }
            if let scopes = sessions.scopes(token: token) {
                return Caller(client: nil, scopes: scopes, user: nil) { [sessions] in
                    sessions.scopes(token: token) == scopes
                }
            }
            return clients.client(token: token).map { client in
                Caller(client: client, scopes: Set(client.scopes), user: nil) { [clients] in
                    clients.knows(client)
                }
            }
        }
        guard context.isUnixSocket, let user = await peers.user(of: context.channel) else { return nil }
        return socketUsers.scopes(of: user).map { Caller(client: nil, scopes: $0, user: user) }
    }

    private func bearer(_ value: String) -> String? {
        let parts = value.split(separator: " ")
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }
}
