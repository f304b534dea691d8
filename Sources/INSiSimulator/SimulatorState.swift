import Synchronization

/// What changes while the service runs.
final class SimulatorState: Sendable {
    /// What a call meets.
    struct Turn {
        /// Its number, from 1.
        let number: Int
        let mode: Mode
        let behaviour: Behaviour
    }

    private struct Values {
        var mode = Mode.normal
        /// How many calls the mode is for; nil for all.
        var remaining: Int?
        var calls = 0
        var behaviour: Behaviour
    }

    private let values: Mutex<Values>

    init(_ behaviour: Behaviour) {
        values = Mutex(Values(behaviour: behaviour))
    }

    var calls: Int { values.withLock { $0.calls } }

    /// How it answers now, to whatever is no call.
    var mode: Mode { values.withLock { $0.mode } }

    /// Sets the mode of the next calls; after `calls` of them it is `normal` again.
    func set(_ mode: Mode, for calls: Int?) {
        values.withLock { ($0.mode, $0.remaining) = calls.map { $0 > 0 } ?? true ? (mode, calls) : (.normal, nil) }
    }

    /// Changes how the service speaks.
    func change(_ change: (inout Behaviour) -> Void) {
        values.withLock { change(&$0.behaviour) }
    }

    /// Counts a call and uses up one of the mode's.
    func turn() -> Turn {
        values.withLock { values in
            values.calls += 1
            let turn = Turn(number: values.calls, mode: values.mode, behaviour: values.behaviour)
            if let remaining = values.remaining {
                (values.mode, values.remaining) = remaining > 1 ? (values.mode, remaining - 1) : (.normal, nil)
            }
            return turn
        }
    }
}
