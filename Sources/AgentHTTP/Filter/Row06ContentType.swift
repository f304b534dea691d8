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
            guard Self.type(of: request) == context.rule?.contentType ?? "application/json" else {
                return Problem.requestContentType.response(context)
            }
        }
        return try await next(request, context)
    }

    /// What stands before the parameters, in lower case. White space is dropped around it only, and nothing before the first
    /// semicolon is no type.
    private static func type(of request: Request) -> String? {
        let parts = request.headers[.contentType]?.split(separator: ";", omittingEmptySubsequences: false)
        guard var type = parts?.first else { return nil }
        while let last = type.last, last == " " || last == "\t" { type.removeLast() }
        return type.drop { $0 == " " || $0 == "\t" }.lowercased()
    }
}
