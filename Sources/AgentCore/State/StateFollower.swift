/// Somebody who follows the state: one of the 512 places, given back when the follower is let go. One task waits on it.
public final class StateFollower: Sendable {
    private let store: StateStore
    private let place: UInt64

    init(store: StateStore, place: UInt64) {
        self.store = store
        self.place = place
    }

    deinit {
        store.leave(place)
    }

    /// The newest state once its revision differs from the one that is known, at once for nil, or when everybody was woken or the
    /// time is over.
    /// Nil when the follower was ended or the task cancelled: then there is nobody left to tell.
    public func next(after revision: UInt64?, for duration: Duration) async -> StateStore.Snapshot? {
        if let revision { await store.wait(on: place, after: revision, for: duration) }
        return store.isEnded(place) || Task.isCancelled ? nil : store.current
    }

    /// Ends the wait under way and every later one; from any thread, any number of times.
    public func end() {
        store.end(place)
    }
}
