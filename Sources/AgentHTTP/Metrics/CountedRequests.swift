import Hummingbird

/// Around everything: counts each request with the status of its answer; a long-poll once, when it is answered. What row 1
/// refuses does not come so far and is counted there.
struct CountedRequests: RouterMiddleware {
    let metrics: Metrics

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        if context.longPoll?.isPending != true || response.status != .noContent {
            metrics.count(request.method, request.uri.path, status: Int(response.status.code))
        }
        return response
    }
}
