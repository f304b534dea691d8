import Glibc
import Synchronization

/// One request to the helper: whoever gave it up, because the card left, ends the process that still works on it, so that the
/// next card need not wait for it.
final class HelperTicket: Sendable {
    private struct State {
        var isCancelled = false
        var pid: pid_t?
    }

    private let state = Mutex(State())

    /// The request is about to be sent to that process; false when nobody wants the answer any more.
    func begin(_ pid: pid_t) -> Bool {
        state.withLock { state in
            guard !state.isCancelled else { return false }
            state.pid = pid
            return true
        }
    }

    /// The answer is there, or none will come.
    func end() {
        state.withLock { $0.pid = nil }
    }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let pid = state.pid { kill(-pid, SIGKILL) }
        }
    }
}
