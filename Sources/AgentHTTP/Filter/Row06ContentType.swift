import AgentCore
import Hummingbird

/// Row 6: a body is announced with the resource's content type. A page cannot send `application/json` elsewhere without
/// asking first.
struct Row06ContentType: RouterMiddleware {
    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        if request.method == .post || request.method == .put {
            let type = request.headers[.contentType]?.split(separator: ";").first
            let name = type.map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard name == context.rule?.contentType ?? "application/json" else {
                return Problem.requestContentType.response(context)
            }
        }
        return try await next(request, context)
    }
}
