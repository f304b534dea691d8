import Dispatch
import Glibc
import SmartCard
import Synchronization

/// What blocks for one reader: a serial queue, which is a thread of its own when needed, and the connection to the card.
final class ReaderWorker: Sendable {
    /// What a transaction is waiting for; it tells a busy reader from a mute card when time is over.
    private enum Phase {
        case reader
        case card
    }

    private struct Running {
        var number: UInt64
        let errand: any Abandonable
        let patience: Duration
        var phase = Phase.reader
    }

    private struct State {
        var waiting: [any Abandonable] = []
        var running: Running?
        var isStuck = false
        var count: UInt64 = 0
    }

    private let queue = DispatchQueue(label: "card-access")
    private let watchdog: DispatchQueue
    private let timeout: Duration
    private let state = Mutex(State())
    private let connection = Mutex<Connection?>(nil)
    /// A card whose kept connection was lost, or found reset, when nobody could be told: what was presented to it is gone.
    private let lost = Mutex<CardInsertion?>(nil)

    init(timeout: Duration, watchdog: DispatchQueue) {
        self.timeout = timeout
        self.watchdog = watchdog
    }

    /// Queues one transaction. The errand is answered in any case, by the worker or by the watchdog.
    func submit<R: Sendable, E: Error>(
        _ errand: Errand<Result<R, E>>, on card: CardInsertion, ending: Disposition,
        within patience: Duration?, _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) {
        // Queued under the lock, so that the queue and the list of those who wait have one order.
        let isStuck = state.withLock { state in
            guard !state.isStuck else { return true }
            state.waiting.append(errand)
            queue.async {
                self.start(errand, patience ?? self.timeout)
                defer { self.ended() }
                do throws(CardError) {
                    errand.finish(.success(try self.transaction(on: card, ending: ending, for: errand, body)))
                } catch {
                    errand.fail(error)
                }
            }
            return false
        }
        if isStuck { errand.fail(.readerBusy) }
    }

    /// Closes the connection to a card that is no longer in the reader.
    func cardLeft() {
        queue.async {
            self.connection.withLock { held in
                let isCurrent = (try? held?.isCurrent()) ?? false
                if !isCurrent { held = nil }
            }
        }
    }

    private func transaction<R: Sendable, E: Error>(
        on card: CardInsertion, ending: Disposition, for errand: any Abandonable,
        _ body: @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) throws(CardError) -> Result<R, E> {
        try connection.withLock { held throws(CardError) -> Result<R, E> in
            let hadKept = held?.insertion == card
            try connect(&held, to: card, for: errand)
            if let failure = errand.failure { throw failure }
            if ending == .keep, wasLost(card) { throw .cardReset }
            defer { if ending != .keep { held = nil } }
            return try run(&held, ending: ending, wasKept: hadKept, for: errand, body)
        }
    }

    /// Whether the card lost what was presented to it, told once.
    private func wasLost(_ card: CardInsertion) -> Bool {
        lost.withLock { lost in
            guard lost == card else { return false }
            lost = nil
            return true
        }
    }

    /// Another program's exclusive use is waited for, ten times 300 ms (vitale.md 7.3).
    private func connect(
        _ held: inout Connection?, to card: CardInsertion, for errand: any Abandonable
    ) throws(CardError) {
        if held?.insertion == card { return }
        held = nil
        for _ in 0..<10 {
            if let failure = errand.failure { throw failure }
            do {
                held = try Connection.open(to: card)
                return
            } catch .readerExclusive {
                usleep(300_000)
            }
        }
        throw .readerExclusive
    }

    private func run<R: Sendable, E: Error>(
        _ held: inout Connection?, ending: Disposition, wasKept: Bool, for errand: any Abandonable,
        _ body: @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) throws(CardError) -> Result<R, E> {
        let transaction: Transaction
        do throws(CardError) {
            guard let begun = try held?.begin(ending: ending, for: errand) else { throw .cardRemoved }
            transaction = begun
        } catch {
            // Told to nobody, or no longer to be known: the next who relies on what was kept has to hear of it.
            if wasKept, error != .cardReset || errand.failure != nil || ending != .keep {
                lost.withLock { $0 = held?.insertion }
            }
            if error != .cardReset { held = nil }
            throw error
        }
        if let failure = errand.failure { throw failure }
        enterCard()
        let channel: any CardChannel & ~Copyable = transaction
        do throws(E) { return .success(try body(channel)) } catch { return .failure(error) }
    }

    private func start(_ errand: any Abandonable, _ patience: Duration) {
        let number = state.withLock { state in
            state.count &+= 1
            state.waiting.removeFirst()
            state.running = Running(number: state.count, errand: errand, patience: patience)
            return state.count
        }
        watch(number, patience)
    }

    private func watch(_ number: UInt64, _ patience: Duration) {
        let seconds = Double(patience.components.seconds) + Double(patience.components.attoseconds) / 1e18
        watchdog.asyncAfter(deadline: .now() + seconds) { [weak self] in self?.expire(number) }
    }

    /// The card has its time from here on, however long the reader was waited for.
    private func enterCard() {
        let running = state.withLock { state -> Running? in
            state.count &+= 1
            state.running?.number = state.count
            state.running?.phase = .card
            return state.running
        }
        if let running { watch(running.number, running.patience) }
    }

    private func ended() {
        state.withLock { state in
            state.running = nil
            state.isStuck = false
        }
    }

    /// Time is over for one transaction: its caller and those behind it are answered, the thread is left to end by itself.
    private func expire(_ number: UInt64) {
        let (late, behind) = state.withLock { state -> (Running?, [any Abandonable]) in
            guard let running = state.running, running.number == number else { return (nil, []) }
            state.isStuck = true
            return (running, state.waiting)
        }
        guard let late else { return }
        late.errand.fail(late.phase == .card ? .cardMute : .readerHeld)
        for errand in behind { errand.fail(.readerBusy) }
    }
}
