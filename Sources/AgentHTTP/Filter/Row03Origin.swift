import AgentCore
import HTTPTypes
import Hummingbird

/// Row 3: `Origin`, if present, is exactly an allowed string: ours or a registered client's. Only those get CORS headers.
///
/// Sole exception: while a person holds the pairing window open, one origin that is not registered may ask to be let in. It is
/// taken as the browser sends it, or refused: nothing is put in lower case, cut or completed.
struct Row03Origin: RouterMiddleware {
    let names: HostNames
    let clients: ClientRegistry
    let pairing: Pairing

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        // Our own page names the page that opened it and whose token it uses.
        guard request.headers[values: .opener].allSatisfy(clients.allows) else {
            return Problem.requestOrigin.response(context)
        }
        let origins = request.headers[values: .origin]
        guard let origin = origins.first else { return try await next(request, context) }
        let own = context.isUnixSocket ? [] : names.origins(port: context.channel.localAddress?.port)
        guard origins.count == 1,
            own.contains(origin) || clients.allows(origin: origin) || mayPair(origin, request, context)
        else {
            return Problem.requestOrigin.response(context)
        }
        var response = await context.answer { try await next(request, context) }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "ETag, Retry-After, X-Request-Id"
        return response
    }

    private func mayPair(_ origin: String, _ request: Request, _ context: AgentContext) -> Bool {
        !context.isUnixSocket && request.uri.path == Resource.pairing
            && (request.method == .options || request.method == .post)
            && WebOrigin.isValid(origin) && pairing.admits(origin: origin)
    }
}
