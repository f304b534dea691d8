import Dispatch
import Synchronization

/// The state and those who wait for it to change.
///
/// Readers never block the agent: they take the newest value, or wait for a revision other than the one they know, until a
/// deadline. Nothing is kept for them: whoever comes late finds the newest state only. At most 512 wait or follow; one more
/// is refused.
public final class StateStore: Sendable {
    /// A state and its number; numbers grow by one at each change.
    public struct Snapshot: Sendable {
        /// Counts changes since the agent started, from 1.
        public let revision: UInt64
        /// The state of that revision.
        public let state: AgentState
    }

    /// What one of those who follow does now.
    private enum Place {
        case idle
        /// Is to look again although nothing changed.
        case woken
        case waiting(CheckedContinuation<Void, Never>)
        case ended
    }

    private typealias Waiters = [CheckedContinuation<Void, Never>]

    private struct Contents {
        var revision: UInt64 = 1
        var state = AgentState()
        var nextPlace: UInt64 = 0
        var places: [UInt64: Place] = [:]
        var whenChanged: (@Sendable () -> Void)?
    }

    private let contents = Mutex(Contents())
    private static let limit = 512
    private static let reserve = 64

    /// An empty state at revision 1.
    public init() {}

    /// The newest state.
    public var current: Snapshot {
        contents.withLock { Snapshot(revision: $0.revision, state: $0.state) }
    }

    /// Changes the state; an equal value is no change. All that `change` does is seen in one revision.
    func update(_ change: (inout AgentState) -> Void) {
        let (waiting, whenChanged) = contents.withLock { contents -> (Waiters, (@Sendable () -> Void)?) in
            let before = contents.state
            change(&contents.state)
            guard contents.state != before else { return ([], nil) }
            contents.revision += 1
            return (Self.wakeAll(in: &contents), contents.whenChanged)
        }
        whenChanged?()
        for waiter in waiting { waiter.resume() }
    }

    /// A place among those who wait. Throws `request.tooManyWaiting` when all 512 are taken; for the people at the desk some are
    /// kept free, so that programs which lose theirs do not blind the agent's own page.
    public func follow(fromDesk: Bool = false) throws(AgentError) -> StateFollower {
        let limit = fromDesk ? Self.limit + Self.reserve : Self.limit
        let place = contents.withLock { contents -> UInt64? in
            guard contents.places.count < limit else { return nil }
            contents.nextPlace += 1
            contents.places[contents.nextPlace] = .idle
            return contents.nextPlace
        }
        guard let place else { throw AgentError(.waitersExhausted) }
        return StateFollower(store: self, place: place)
    }

    /// Returns once the revision differs from `revision`, everybody was woken, the time is over, or the task is cancelled. Throws
    /// `request.tooManyWaiting` when 512 already wait.
    public func wait(after revision: UInt64, for duration: Duration) async throws(AgentError) -> Snapshot {
        let snapshot = current
        guard snapshot.revision == revision else { return snapshot }
        return try await follow().next(after: revision, for: duration) ?? current
    }

    /// Waits on a place until the revision differs, everybody was woken, the time is over, the task is cancelled or the place is
    /// ended.
    func wait(on place: UInt64, after revision: UInt64, for duration: Duration) async {
        var timer: (any DispatchSourceTimer)?
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = contents.withLock { contents in
                    if case .woken? = contents.places[place] {
                        contents.places[place] = .idle
                        return false
                    }
                    guard contents.revision == revision, !Task.isCancelled, case .idle? = contents.places[place] else {
                        return false
                    }
                    contents.places[place] = .waiting(continuation)
                    return true
                }
                guard waits else { return continuation.resume() }
                // Only now is there a waiter to release: a timer set earlier could go off before.
                timer = releasing(place, in: duration)
            }
        } onCancel: {
            release(place)
        }
        timer?.cancel()
    }

    /// Has everybody who waits, or is about to, look again although nothing changed: a right may be gone.
    public func wakeAll() {
        let waiting = contents.withLock { contents -> Waiters in
            for (place, what) in contents.places { if case .idle = what { contents.places[place] = .woken } }
            return Self.wakeAll(in: &contents)
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Calls `action` after each change, before anybody is told of it; of two actions the later one.
    public func whenChanged(_ action: @escaping @Sendable () -> Void) {
        contents.withLock { $0.whenChanged = action }
    }

    /// Whoever waits on this place goes on, and nobody waits on it again.
    func end(_ place: UInt64) {
        contents.withLock { contents in
            defer { if contents.places[place] != nil { contents.places[place] = .ended } }
            return Self.wake(place, in: &contents)
        }?.resume()
    }

    /// Whether a place was ended.
    func isEnded(_ place: UInt64) -> Bool {
        contents.withLock { if case .ended? = $0.places[place] { true } else { false } }
    }

    /// Gives a place back.
    func leave(_ place: UInt64) {
        contents.withLock { _ = $0.places.removeValue(forKey: place) }
    }

    /// A source, since a work item that is cancelled stays in memory until its time: one for each change and each client.
    private func releasing(_ place: UInt64, in duration: Duration) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { [weak self] in self?.release(place) }
        timer.schedule(deadline: .now() + Self.seconds(duration))
        timer.activate()
        return timer
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private func release(_ place: UInt64) {
        contents.withLock { Self.wake(place, in: &$0) }?.resume()
    }

    private static func wakeAll(in contents: inout Contents) -> Waiters {
        contents.places.keys.compactMap { wake($0, in: &contents) }
    }

    private static func wake(_ place: UInt64, in contents: inout Contents) -> CheckedContinuation<Void, Never>? {
        guard case .waiting(let continuation)? = contents.places[place] else { return nil }
        contents.places[place] = .idle
        return continuation
    }
}
