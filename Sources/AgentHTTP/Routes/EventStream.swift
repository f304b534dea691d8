import AgentCore
import NIOCore

/// The states that one client follows: the newest one only, and the next one when it has taken that.
struct EventStream: Sendable {
    let documents: StateDocuments
    let follower: StateFollower
    /// The rights that the stream was opened with.
    let scopes: Set<Scope>
    /// Whether the caller still has them.
    let isAllowed: @Sendable () -> Bool
    /// The longest silence.
    var heartbeat = Duration.seconds(15)

    /// Sends until the follower is ended, the task cancelled or the right gone, which is the last thing told: a page of an
    /// origin that nobody lets in any more sees nothing of a refusal, its browser keeps it. `send` returns when the client has taken what
    /// was sent: meanwhile nothing is kept for it, however often the state changes. What `send` throws ends the stream.
    /// - Parameter known: the revision that the client has, which is not sent again.
    func run(after known: UInt64?, send: (ByteBuffer) async throws -> Void) async throws {
        var known = known
        while let snapshot = await follower.next(after: known, for: heartbeat) {
            guard isAllowed() else { return try await send(ServerSentEvent.problem(.requestUnauthenticated)) }
            if snapshot.revision == known {
                try await send(ServerSentEvent.heartbeat)
            } else {
                known = snapshot.revision
                try await send(event(snapshot))
            }
        }
    }

    private func event(_ snapshot: StateStore.Snapshot) throws -> ByteBuffer {
        ServerSentEvent.state(documents.tag(snapshot, scopes), try documents.document(snapshot, scopes))
    }
}
