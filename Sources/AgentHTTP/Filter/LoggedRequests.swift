import AgentCore
import Hummingbird
import Logging

/// Logs what was asked with a method that acts: the resource without its parts, the status and the time. Whoever polls is not
/// logged, but for refusals.
struct LoggedRequests: RouterMiddleware {
    let log: Logger

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        guard [.post, .put, .delete].contains(request.method), let resource = Resource.find(request.uri.path) else {
            return try await next(request, context)
        }
        let begun = ContinuousClock.now
        let response = try await next(request, context)
        log.tell(
            .requestAnswered, .resource(resource.path), .number(.status, Int(response.status.code)),
            .duration(begun.duration(to: .now)))
        return response
    }
}
