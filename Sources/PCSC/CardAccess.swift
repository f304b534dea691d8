import Dispatch
public import SmartCard
import Synchronization

/// Exclusive use of cards, one thread and one connection per reader, so that a mute card never stalls another reader.
///
/// PC/SC calls have no timeout and cannot be interrupted (platform.md 2): a watchdog answers the caller instead, with
/// `.cardMute`, or `.readerHeld` while another program's transaction went on. Until the stuck call has ended by itself, that
/// reader answers `.readerBusy` at once. A late result is dropped, and nothing more is sent to the card.
public final class CardAccess: CardAccessing {
    private let timeout: Duration
    private let watchdog = DispatchQueue(label: "card-watchdog")
    private let commands = CommandCounter()
    private let workers = Mutex<[Reader: ReaderWorker]>([:])

    /// An access whose watchdog allows that time for the reader to be free, and again for the card to answer to all.
    public init(timeout: Duration = .seconds(15)) {
        self.timeout = timeout
    }

    /// See `CardAccessing`.
    public func withTransaction<R: Sendable, E: Error>(
        on card: CardInsertion, ending: Disposition, patience: Duration?,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) async throws(CardError) -> Result<R, E> {
        let errand = Errand<Result<R, E>>(commands: commands)
        let worker = worker(of: card.reader)
        let answer = await withTaskCancellationHandler {
            await errand.answer { worker.submit(errand, on: card, ending: ending, within: patience, body) }
        } onCancel: {
            errand.fail(.cancelled)
        }
        return try answer.get()
    }

    /// See `CardAccessing`.
    public var commandCount: Int { commands.value }

    /// See `CardAccessing`.
    public func cardLeft(_ reader: Reader) {
        workers.withLock { $0[reader] }?.cardLeft()
    }

    private func worker(of reader: Reader) -> ReaderWorker {
        workers.withLock { workers in
            if let worker = workers[reader] { return worker }
            let worker = ReaderWorker(timeout: timeout, watchdog: watchdog)
            workers[reader] = worker
            return worker
        }
    }
}
