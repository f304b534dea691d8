import AgentCore
import Hummingbird

/// Row 8: a token is used by the origin or the user that it was made for.
struct Row08Binding: RouterMiddleware {
    let names: HostNames
    let peers: PeerUsers

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        guard await isBound(request, context) else { return Problem.requestWrongCaller.response(context) }
        return try await next(request, context)
    }

    private func isBound(_ request: Request, _ context: AgentContext) async -> Bool {
        let origin = AgentContext.origin(of: request)
        let isOwn = origin.map { names.origins(port: context.channel.localAddress?.port).contains($0) } ?? true
        switch context.caller?.client?.binding {
        case nil:
            guard !isOwn, let rule = context.rule else { return isOwn }
            return !rule.needsCaller && (!rule.isAction || rule.isOpenToPages)
        case .origin(let bound)?: return origin == bound || (isOwn && opener(of: request) == bound)
        case .user(let bound)?:
            guard isOwn else { return false }
            return await peers.user(of: context.channel) == bound
        }
    }

    /// The page that opened ours, to which the browser does not let it speak with the agent (endpoint.md 6): ours uses the token
    /// of that page and says whose it is. That it is ours, the browser says.
    private func opener(of request: Request) -> String? {
        let openers = request.headers[values: .opener]
        return request.headers[.secFetchSite] == "same-origin" && openers.count == 1 ? openers.first : nil
    }
}
