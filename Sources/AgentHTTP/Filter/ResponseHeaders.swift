import AgentCore
import HTTPTypes
import Hummingbird

/// Around every row: the headers that every answer carries (endpoint.md 3).
struct ResponseHeaders: RouterMiddleware {
    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        var response = await context.answer { try await next(request, context) }
        response.headers[.requestId] = context.requestId
        response.headers[.date] = Timestamp.httpDate()
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.vary] = "Origin"
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        return response
    }
}

extension HTTPField.Name {
    static let crossOriginResourcePolicy = Self("Cross-Origin-Resource-Policy").checked
    static let referrerPolicy = Self("Referrer-Policy").checked
    static let secFetchSite = Self("Sec-Fetch-Site").checked
    static let secFetchMode = Self("Sec-Fetch-Mode").checked
    static let secFetchDest = Self("Sec-Fetch-Dest").checked
    static let idempotencyKey = Self("Idempotency-Key").checked
    static let lastEventID = Self("Last-Event-ID").checked
    static let opener = Self("Insi-Opener").checked
    static let requestId = Self("X-Request-Id").checked
    static let lastTry = Self("Insi-Last-Try").checked
    static let host = Self("Host").checked
}

extension HTTPField.Name? {
    /// A literal that is a valid field name; anything else is our own mistake.
    fileprivate var checked: HTTPField.Name {
        guard let self else { preconditionFailure("valid field name") }
        return self
    }
}
