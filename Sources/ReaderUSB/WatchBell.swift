import Dispatch
import Synchronization

/// Wakes the thread of a watch, in libusb or outside.
final class WatchBell: Sendable {
    private struct State {
        var isStarted = false
        var isStopped = false
        var session: USBSession?
    }

    private let state = Mutex(State())
    private let rung = DispatchSemaphore(value: 0)

    /// False after the first time.
    func start() -> Bool {
        state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted
        }
    }

    var isStopped: Bool { state.withLock(\.isStopped) }

    /// The session that the thread waits in; nil when it waits here.
    func attach(_ session: USBSession?) {
        state.withLock { $0.session = session }
    }

    /// Ends the present wait, or the next one.
    func ring() {
        // Woken under the lock, so that the session is there.
        state.withLock { state in
            if let session = state.session { session.context.wake() } else { rung.signal() }
        }
    }

    /// Ends the watch.
    func stop() {
        state.withLock { $0.isStopped = true }
        ring()
    }

    /// Blocks until it is rung.
    func wait() {
        rung.wait()
    }
}
