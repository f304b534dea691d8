import Dispatch
import Synchronization

/// The queues of one client, each with connections of its own: the one that was used last is taken first, so that its connection
/// is used again.
final class HTTPSLanes: Sendable {
    /// A queue that runs one exchange at a time.
    final class Lane: Sendable {
        let queue = DispatchQueue(label: "https")
        let multi = CurlMulti()
    }

    private struct Contents {
        var free: [Lane] = []
        var busy: [Lane] = []
    }

    private static let limit = 8
    private let contents = Mutex(Contents())

    /// A lane that is free, a new one, or, beyond the limit, the one that has been busy longest.
    func take() -> Lane {
        contents.withLock { contents in
            let isFull = contents.free.isEmpty && contents.busy.count >= Self.limit
            let lane = contents.free.popLast() ?? (isFull ? contents.busy[0] : Lane())
            contents.busy.append(lane)
            return lane
        }
    }

    /// Ends one use of a lane; it is free when nobody else uses it.
    func give(back lane: Lane) {
        contents.withLock { contents in
            guard let index = contents.busy.firstIndex(where: { $0 === lane }) else { return }
            contents.busy.remove(at: index)
            if !contents.busy.contains(where: { $0 === lane }) { contents.free.append(lane) }
        }
    }
}
