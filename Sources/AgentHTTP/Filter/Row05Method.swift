import AgentCore
import HTTPTypes
import Hummingbird

/// Row 5: a method that the resource does not have is refused; GET and HEAD never act because no action has them. Preflights
/// of allowed origins end here.
struct Row05Method: RouterMiddleware {
    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        guard let resource = Resource.find(request.uri.path) else { return try await next(request, context) }
        if request.method == .options, request.headers[.origin] != nil,
            request.headers[.accessControlRequestMethod] != nil
        {
            return preflight(resource)
        }
        guard let rule = resource.rules[request.method == .head ? .get : request.method] else {
            return Problem.requestMethod.response(context, headers: [.allow: resource.allowedMethods])
        }
        var context = context
        context.rule = rule
        return try await next(request, context)
    }

    private func preflight(_ resource: Resource) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: resource.allowedMethods,
                .accessControlAllowHeaders:
                    "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID",
                .accessControlMaxAge: "600",
            ])
    }
}
