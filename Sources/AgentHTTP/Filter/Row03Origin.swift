import AgentCore
import HTTPTypes
import Hummingbird

/// Row 3: `Origin`, if present, is exactly an allowed string: ours or a registered client's. Only those get CORS headers.
struct Row03Origin: RouterMiddleware {
    let names: HostNames
    let clients: ClientRegistry

    func handle(
        _ request: Request, context: AgentContext,
        next: (Request, AgentContext) async throws -> Response
    ) async throws -> Response {
        let origins = request.headers[values: .origin]
        guard let origin = origins.first else { return try await next(request, context) }
        let own = context.isUnixSocket ? [] : names.origins(port: context.channel.localAddress?.port)
        guard origins.count == 1, own.contains(origin) || clients.allows(origin: origin) else {
            return Problem.requestOrigin.response(context)
        }
        var response = await context.answer { try await next(request, context) }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "ETag, Retry-After"
        return response
    }
}
