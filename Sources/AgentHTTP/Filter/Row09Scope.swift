import AgentCore
import HTTPTypes
import Hummingbird

/// Row 9: the scope, then the rate of actions. Reading the state is never limited.
///
/// A path without a rule ends here: the router takes `/v1/clients/` and `/v1//clients` for `/v1/clients`, the rules do not.
struct Row09Scope: RouterMiddleware {
    let limiter: RateLimiter
    let peers: PeerUsers

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        guard let rule = context.rule else { return Problem.requestNotFound.response(context) }
        let scopes = context.caller?.scopes ?? []
        guard rule.scopes.isEmpty || !rule.scopes.isDisjoint(with: scopes) else {
            return Problem.requestScope.response(context)
        }
        guard !rule.isLocalOnly || context.caller?.client == nil else { return Problem.requestScope.response(context) }
        if rule.isAction, let wait = limiter.refusal(for: await counted(request, context)) {
            return AgentError(.requestRate, detail: "La prochaine sera prise dans \(wait) s.").response(
                context, headers: [.retryAfter: "\(wait)"])
        }
        return try await next(request, context)
    }

    /// Whoever is recognised; otherwise each user of the machine, whose programs may write any origin, and each origin apart, so
    /// that who tries in vain keeps no other from its turn.
    private func counted(_ request: Request, _ context: AgentContext) async -> String {
        if let owner = context.caller?.owner { return owner }
        let user = await peers.user(of: context.channel).map(String.init) ?? ""
        return [request.uri.path, user, AgentContext.origin(of: request) ?? ""].joined(separator: " ")
    }
}
