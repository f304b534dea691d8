public import HealthIdentity
public import Logging
import Synchronization

/// Counts what the agent's searches come to and what callers report, and keeps it in the state directory.
///
/// Counting changes a value in memory and never fails; `run()` writes it, at most once a second. A file that cannot be written is
/// logged once and tried again with the next count; one that cannot be read is put aside, and counting begins anew.
public final class Indicators: SearchCounting {
    private struct Contents {
        var book: IndicatorBook
        var isWritten = true
        var isFailing = false
        /// Whether the file may be replaced: not where one that cannot be read stands in its place.
        var mayBeWritten = true
    }

    private let contents: Mutex<Contents>
    private let store: IndicatorStore
    private let today: @Sendable () -> LocalDay
    private let pause: Duration
    private let log: Logger
    private let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// The counts of a state directory, with what an earlier run kept.
    public convenience init(stateDirectory: String, log: Logger) {
        self.init(stateDirectory: stateDirectory, today: LocalDay.today, pause: .seconds(1), log: log)
    }

    init(
        stateDirectory: String, today: @escaping @Sendable () -> LocalDay, pause: Duration, log: Logger
    ) {
        store = IndicatorStore(directory: stateDirectory)
        self.today = today
        self.pause = pause
        self.log = log
        let kept = store.load()
        contents = Mutex(Contents(book: kept ?? IndicatorBook()))
        if kept == nil {
            let name = store.putAside(at: Clock.now())
            contents.withLock { $0.mayBeWritten = name != nil }
            log.tell(.indicatorsUnreadable, .file(name ?? ""))
        }
    }

    /// Everything that was counted.
    public var book: IndicatorBook { contents.withLock { $0.book } }

    /// See `SearchCounting`.
    public func count(_ search: CountedSearch) {
        let day = today()
        note { $0.count(search, on: day) }
    }

    /// Counts so many admitted patients whose identity has that status.
    public func report(_ status: LocalIdentity.Status, count: Int) {
        let day = today()
        note { $0.report(status, count, on: day) }
    }

    /// Writes what changes until the task is cancelled, and once more then.
    public func run() async {
        for await _ in changes {
            write()
            try? await Task.sleep(for: pause)
        }
        write()
    }

    private func note(_ body: (inout IndicatorBook) -> Void) {
        contents.withLock { contents in
            body(&contents.book)
            contents.isWritten = false
        }
        change.yield()
    }

    private func write() {
        let book = contents.withLock { contents -> IndicatorBook? in
            defer { contents.isWritten = true }
            return contents.isWritten || !contents.mayBeWritten ? nil : contents.book
        }
        guard let book else { return }
        var failure: AgentError?
        do throws(AgentError) { try store.save(book) } catch { failure = error }
        let isNews = contents.withLock { contents in
            defer { contents.isFailing = failure != nil }
            if failure != nil { contents.isWritten = false }
            return contents.isFailing != (failure != nil)
        }
        guard isNews else { return }
        if let failure {
            log.tell(.indicatorsUnstored, .code(failure), .cause(failure))
        } else {
            log.tell(.indicatorsStored)
        }
    }
}
