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
        case .origin(let bound)?: return origin == bound
        case .user(let bound)?:
            guard isOwn else { return false }
            return await peers.user(of: context.channel) == bound
        }
    }
}
