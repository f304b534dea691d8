import AgentCore
import Hummingbird

/// Row 4: without `Origin`, a browser's call from another site is refused, but for a navigation to our page.
struct Row04FetchMetadata: RouterMiddleware {
    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        let site = request.headers[.secFetchSite]
        let isForeign = request.headers[.origin] == nil && (site == "cross-site" || site == "same-site")
        guard !isForeign || isNavigation(request) else { return Problem.requestCrossSite.response(context) }
        return try await next(request, context)
    }

    private func isNavigation(_ request: Request) -> Bool {
        request.method == .get && request.headers[.secFetchMode] == "navigate"
            && request.headers[.secFetchDest] == "document" && Resource.find(request.uri.path)?.isPage == true
    }
}
