import PCSC
import SmartCard

/// Waits for a reader to leave PC/SC and to come back at the same place.
struct ReaderReturn {
    private static let patience = Duration.seconds(15)
    /// How long PC/SC may take to tell its readers.
    private static let readiness = Duration.seconds(5)
    private let monitor: ReaderMonitor
    private let arrival: Task<Reader?, Never>

    /// Begins to watch; when it returns, nothing that happens to the reader at that path, which PC/SC shows under these names
    /// now, is missed. Nil when PC/SC does not answer.
    static func watch(path: String, former: Set<Reader>) async -> ReaderReturn? {
        let monitor = ReaderMonitor()
        let (ready, signal) = AsyncStream.makeStream(of: Void.self)
        let events = monitor.events()
        let arrival = Task {
            await firstArrival(in: events, path, former) { signal.yield() }
        }
        let deadline = Task {
            try? await Task.sleep(for: readiness)
            signal.finish()
        }
        defer { deadline.cancel() }
        guard await ready.first(where: { true }) != nil else {
            monitor.stop()
            return nil
        }
        return ReaderReturn(monitor: monitor, arrival: arrival)
    }

    /// The reader that came; nil when none did in time.
    func reader() async -> Reader? {
        let deadline = Task { [monitor] in
            try? await Task.sleep(for: Self.patience)
            monitor.stop()
        }
        let reader = await arrival.value
        deadline.cancel()
        return reader
    }

    private static func firstArrival(
        in events: AsyncStream<ReaderEvent>, _ path: String, _ former: Set<Reader>, whenWatching: () -> Void
    ) async -> Reader? {
        var awaited = former
        var hasLeft = former.isEmpty
        for await event in events {
            switch event {
            case .readerRemoved(let reader) where former.contains(reader): hasLeft = true
            case .readerAdded(let reader):
                awaited.remove(reader)
                if hasLeft, await isBack(reader, path, former) { return reader }
            default: break
            }
            if awaited.isEmpty { whenWatching() }
            if case .serviceUnavailable = event { whenWatching() }
        }
        return nil
    }

    /// One that does not tell its place must do by its name.
    private static func isBack(_ reader: Reader, _ path: String, _ former: Set<Reader>) async -> Bool {
        await ReaderPlace.path(of: reader).map { $0 == path } ?? former.contains(reader)
    }
}
