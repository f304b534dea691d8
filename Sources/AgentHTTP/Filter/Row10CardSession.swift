import AgentCore
import Hummingbird

/// Row 10: an action on the patient's card names the card, and it is still that card.
struct Row10CardSession: RouterMiddleware {
    let store: StateStore

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        guard context.rule?.needsCardSession == true else { return try await next(request, context) }
        guard let session = Self.session(of: request) else { return Problem.requestPrecondition.response(context) }
        let isInPlace = store.current.state.readers.contains { $0.role == .patient && $0.cardSession == session }
        guard isInPlace else { return Problem.requestCardSession.response(context) }
        return try await next(request, context)
    }

    /// The session that `If-Match` names, with or without quotes.
    static func session(of request: Request) -> String? {
        request.headers[.ifMatch].map { $0.filter { $0 != "\"" } }
    }
}
