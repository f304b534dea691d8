import AgentCore
import NIOCore
import ServiceLifecycle
import Synchronization

/// The wait of one long-poll, between two passes of its request through the rows.
///
/// A route that would wait says so here and returns; the wait itself holds no row and no route in memory, and when it is over
/// the request passes all rows again: a token that was revoked meanwhile gets its 401 from row 7.
final class LongPoll: Sendable {
    private struct Wait {
        let follower: StateFollower
        let revision: UInt64
        let duration: Duration
    }

    private let wait = Mutex<Wait?>(nil)

    /// Whether a route asked to wait.
    var isPending: Bool { wait.withLock { $0 != nil } }

    /// Asks to wait for a state other than this one.
    func begin(_ follower: StateFollower, after revision: UInt64, for duration: Duration) {
        wait.withLock { $0 = Wait(follower: follower, revision: revision, duration: duration) }
    }

    /// Waits until the state changed, the time is over, the peer has gone or the agent stops; false when no route asked to.
    func finish(on channel: any Channel, _ metrics: Metrics) async -> Bool {
        let asked = wait.withLock { wait in
            defer { wait = nil }
            return wait
        }
        guard let asked else { return false }
        channel.whenPeerGone { [weak follower = asked.follower] in follower?.end() }
        await withGracefulShutdownHandler {
            _ = await metrics.whileOpen(.longPoll) {
                await asked.follower.next(after: asked.revision, for: asked.duration)
            }
        } onGracefulShutdown: { [weak follower = asked.follower] in
            follower?.end()
        }
        return true
    }
}
