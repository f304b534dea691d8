import Dispatch
import Synchronization

/// The state and those who wait for it to change.
///
/// Readers never block the agent: they take the newest value, or wait for a revision other than the one they know, until a
/// deadline. At most 512 wait; one more is refused.
public final class StateStore: Sendable {
    /// A state and its number; numbers grow by one at each change.
    public struct Snapshot: Sendable {
        /// Counts changes since the agent started, from 1.
        public let revision: UInt64
        /// The state of that revision.
        public let state: AgentState
    }

    private struct Contents {
        var revision: UInt64 = 1
        var state = AgentState()
        var nextWaiter: UInt64 = 0
        var waiting = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let contents = Mutex(Contents())
    private static let limit = 512

    /// An empty state at revision 1.
    public init() {}

    /// The newest state.
    public var current: Snapshot {
        contents.withLock { Snapshot(revision: $0.revision, state: $0.state) }
    }

    /// Changes the state; an equal value is no change. All that `change` does is seen in one revision.
    func update(_ change: (inout AgentState) -> Void) {
        let waiting = contents.withLock { contents -> [CheckedContinuation<Void, Never>] in
            let before = contents.state
            change(&contents.state)
            guard contents.state != before else { return [] }
            contents.revision += 1
            defer { contents.waiters.removeAll() }
            return Array(contents.waiters.values)
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Returns once the revision differs from `revision`, the time is over, or the task is cancelled. Throws
    /// `request.tooManyWaiting` when 512 already wait.
    public func wait(after revision: UInt64, for duration: Duration) async throws(AgentError) -> Snapshot {
        let ticket = contents.withLock { contents -> UInt64? in
            guard contents.revision == revision, contents.waiting < Self.limit else { return nil }
            contents.nextWaiter += 1
            contents.waiting += 1
            return contents.nextWaiter
        }
        guard let ticket else {
            guard current.revision != revision else { throw AgentError(.waitersExhausted) }
            return current
        }
        let timer = DispatchWorkItem { [weak self] in self?.release(ticket) }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let changed = contents.withLock { contents in
                    guard contents.revision == revision, !Task.isCancelled else { return true }
                    contents.waiters[ticket] = continuation
                    return false
                }
                guard !changed else { return continuation.resume() }
                // Only now is there a waiter to release: a timer set earlier could go off before.
                DispatchQueue.global().asyncAfter(deadline: .now() + Self.seconds(duration), execute: timer)
            }
        } onCancel: {
            release(ticket)
        }
        timer.cancel()
        contents.withLock { $0.waiting -= 1 }
        return current
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private func release(_ ticket: UInt64) {
        contents.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
    }
}
