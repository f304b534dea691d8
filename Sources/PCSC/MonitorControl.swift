import CPCSC
import Dispatch
import Glibc
import Synchronization

/// How the monitor's thread is stopped from outside.
final class MonitorControl: Sendable {
    private struct State {
        var isStarted = false
        var isStopping = false
        var isEnded = false
        var context: SCARDCONTEXT?
    }

    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    /// False when the thread was started before, or must not be started any more.
    func start() -> Bool {
        state.withLock { state in
            defer { state.isStarted = true }
            return !state.isStarted && !state.isStopping
        }
    }

    /// The context whose wait may have to be cancelled.
    func waiting(on context: SCARDCONTEXT?) {
        state.withLock { $0.context = context }
    }

    /// The thread has left its loop.
    func ended() {
        state.withLock { $0.isEnded = true }
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Waits between two attempts to reach the service; ends at once on `stop`.
    func pause(milliseconds: Int) {
        _ = wake.wait(timeout: .now() + .milliseconds(milliseconds))
    }

    /// Ends the thread. A cancellation with nothing waiting is lost (platform.md 2), so it is repeated until the thread
    /// has ended.
    func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopping = true }
            return !state.isStopping && state.isStarted
        }
        guard isFirst else { return }
        wake.signal()
        DispatchQueue(label: "reader-monitor-stop").async {
            while let context = self.contextToCancel() {
                if context != 0 { SCardCancel(context) }
                usleep(10_000)
            }
        }
    }

    /// Nil when the thread has ended, 0 while it has no context.
    private func contextToCancel() -> SCARDCONTEXT? {
        state.withLock { $0.isEnded ? nil : $0.context ?? 0 }
    }
}
