import Synchronization

/// What changes while the service runs.
final class SimulatorState: Sendable {
    /// Whether the service listens.
    private enum Listening {
        case notYet([CheckedContinuation<Int?, Never>])
        case on(port: Int?)
    }

    private struct Values {
        var mode = Mode.normal
        var calls = 0
        var listening = Listening.notYet([])
    }

    private let values = Mutex(Values())

    var mode: Mode {
        get { values.withLock { $0.mode } }
        set { values.withLock { $0.mode = newValue } }
    }

    var calls: Int { values.withLock { $0.calls } }

    /// Counts a call and returns its number, from 1.
    func count() -> Int {
        values.withLock { values in
            values.calls += 1
            return values.calls
        }
    }

    /// Tells everybody who waits; nil when the service ended without listening. Only the first time counts.
    func listens(on port: Int?) {
        let waiting = values.withLock { values -> [CheckedContinuation<Int?, Never>] in
            guard case .notYet(let waiting) = values.listening else { return [] }
            values.listening = .on(port: port)
            return waiting
        }
        waiting.forEach { $0.resume(returning: port) }
    }

    /// The port, as soon as it is known.
    func port() async -> Int? {
        await withCheckedContinuation { continuation in
            let known = values.withLock { values -> Int?? in
                switch values.listening {
                case .on(let port): return .some(port)
                case .notYet(let waiting):
                    values.listening = .notYet(waiting + [continuation])
                    return .none
                }
            }
            if let known { continuation.resume(returning: known) }
        }
    }
}
