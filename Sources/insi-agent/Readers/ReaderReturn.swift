import PCSC
import SmartCard

/// Waits for a reader to leave PC/SC and to come back at the same place. Made before it leaves.
struct ReaderReturn {
    private static let patience = Duration.seconds(15)
    private let path: String
    private let former: Set<Reader>
    private let monitor = ReaderMonitor()
    private let events: AsyncStream<ReaderEvent>

    /// The reader at that path, which PC/SC shows under these names now.
    init(path: String, former: Set<Reader>) {
        self.path = path
        self.former = former
        events = monitor.events()
    }

    /// The reader that came; nil when none did in time.
    func reader() async -> Reader? {
        await withTaskGroup { group in
            group.addTask { await arrival() }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return nil
            }
            let first = await group.next() ?? nil
            monitor.stop()
            group.cancelAll()
            return first
        }
    }

    private func arrival() async -> Reader? {
        let locator = ReaderLocator()
        var hasLeft = former.isEmpty
        for await event in events {
            switch event {
            case .readerRemoved(let reader) where former.contains(reader): hasLeft = true
            case .readerAdded(let reader) where hasLeft:
                if await locator.location(of: reader)?.usbPath == path { return reader }
            default: continue
            }
        }
        return nil
    }
}
