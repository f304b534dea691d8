import Synchronization

/// Counts the commands that leave for cards.
final class CommandCounter: Sendable {
    private let count = Atomic(0)

    /// How many have left.
    var value: Int { count.load(ordering: .relaxed) }

    /// One more leaves now.
    func add() {
        count.wrappingAdd(1, ordering: .relaxed)
    }
}
