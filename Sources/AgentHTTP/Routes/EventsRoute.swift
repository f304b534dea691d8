import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes
import ServiceLifecycle

/// `GET /v1/events`: the states as server-sent events, with the tags and the rights of `GET /v1/state`.
struct EventsRoute: Sendable {
    let store: StateStore
    let documents: StateDocuments
    let metrics: Metrics
    /// What the kernel keeps for a client that does not read, bytes; it would take megabytes by itself.
    private static let kernelBuffer = 32 * 1024

    func follow(_ request: Request, _ context: AgentContext) async throws -> Response {
        let caller = context.caller
        let stream = EventStream(
            documents: documents, follower: try store.follow(fromDesk: caller?.client == nil),
            scopes: caller?.scopes ?? [],
            isAllowed: { caller?.isStillAllowed() ?? false })
        let known = known(request, stream.scopes)
        let (channel, metrics) = (context.channel, metrics)
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream"],
            body: ResponseBody { writer in
                try await metrics.whileOpen(.stream) {
                    try await Self.serve(stream, after: known, on: channel)
                }
                try await writer.finish(nil)
            })
    }

    /// Writes beside the library's writer, which returns before the socket took anything: a document that waits in between
    /// would be an old one when it leaves.
    private static func serve(_ stream: EventStream, after known: UInt64?, on channel: any Channel) async throws {
        try? await channel.setOption(.socketOption(.so_sndbuf), value: .init(kernelBuffer)).get()
        channel.whenPeerGone { [weak follower = stream.follower] in follower?.end() }
        try await withGracefulShutdownHandler {
            try await stream.run(after: known) { buffer in
                try await channel.writeAndFlush(HTTPResponsePart.body(buffer)).get()
            }
        } onGracefulShutdown: { [weak follower = stream.follower] in
            follower?.end()
        }
    }

    /// The revision that the client has; nil when it must be told the current one.
    private func known(_ request: Request, _ scopes: Set<Scope>) -> UInt64? {
        let current = documents.tag(store.current, scopes)
        let last = request.headers[.lastEventID].flatMap(EntityTag.init)
        return last == current ? current.revision : nil
    }
}
