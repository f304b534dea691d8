import Synchronization

/// Refuses used identifiers and old contexts, which the test platform does not (insi.md 2.2), when it is told to.
final class Freshness: Sendable {
    /// A time of a context may be this far away, in seconds.
    static let tolerance: Int64 = 300

    private let isRequired: Bool
    private let seen = Mutex<Set<String>>([])

    init(isRequired: Bool) {
        self.isRequired = isRequired
    }

    /// Checks the stamp of a message received at `time`, seconds since 1970 UTC, and remembers it.
    func check(_ stamp: Call.Stamp, at time: Int64) throws(Refusal) {
        guard isRequired else { return }
        guard stamp.times.allSatisfy({ abs($0 - time) <= Self.tolerance }) else {
            throw .message("stale", "Temps à plus de cinq minutes.")
        }
        let isNew = seen.withLock { seen in
            defer { seen.formUnion(stamp.identifiers) }
            return seen.isDisjoint(with: stamp.identifiers)
        }
        guard isNew else { throw .message("repeated", "MessageID ou Id déjà vu.") }
    }
}
