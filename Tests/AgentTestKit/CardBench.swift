public import CardSimulator
import Dispatch
public import SmartCard
import Synchronization

/// Readers with simulated cards in this process, as a card access: it keeps the rules of `CardAccessing`, and misbehaves on
/// request.
public final class CardBench: CardAccessing {
    private struct Slot {
        let insertion: CardInsertion
        let card: BenchCard
        var wasReset = false
        var isKept = false
        var refusal: CardError?
    }

    private struct Pause {
        var transactionsBefore: Int
        let isDeaf: Bool
        let gate: Watched<Bool>
        let reached: Watched<Bool>
    }

    private struct Contents {
        var slots: [Reader: Slot] = [:]
        var counter: UInt16 = 0
        var left: [Reader] = []
        var pauses: [Reader: Pause] = [:]
    }

    private let contents = Mutex(Contents())
    private let queue = DispatchQueue(label: "card bench")

    /// Empty readers.
    public init() {}

    /// Puts a card in, in place of any other, and tells which insertion it is; nobody is told of it yet.
    public func put(_ card: any VirtualCard, in reader: Reader) -> CardInsertion {
        let atr = ATR(card.atr)
        let channel = BenchCard(card)
        return contents.withLock { contents in
            contents.counter += 1
            let insertion = CardInsertion(reader: reader, counter: contents.counter, atr: atr)
            contents.slots[reader] = Slot(insertion: insertion, card: channel)
            return insertion
        }
    }

    /// Takes the card out; nobody is told of it yet.
    public func take(from reader: Reader) {
        contents.withLock { $0.slots[reader] = nil }
    }

    /// Exchanges the chip behind the agent's back, within the same insertion.
    public func exchange(_ card: any VirtualCard, in reader: Reader) {
        channel(in: reader)?.replace(by: card)
    }

    /// Refuses the next transaction on the card in that reader, before anything is sent.
    public func refuseNext(_ reader: Reader, with error: CardError) {
        contents.withLock { $0.slots[reader]?.refusal = error }
    }

    /// Resets the card as another program does: the next transaction is told, once, and runs nothing, if the last one kept
    /// its connection.
    public func resetByAnotherProgram(_ reader: Reader) {
        contents.withLock { $0.slots[reader]?.wasReset = true }
        channel(in: reader)?.reset()
    }

    /// Fails at the `number`-th transmit from now on, 1 being the next; `isExecuted` tells whether the card still obeyed.
    public func fail(
        _ reader: Reader, atTransmit number: Int, with error: CardError, isExecuted: Bool = false
    ) {
        channel(in: reader)?.plan(.init(transmit: number, error: error, isExecuted: isExecuted))
    }

    /// Fails at that transmit after the next VERIFY that carries a PIN, when the card also loses its state.
    public func fail(_ reader: Reader, afterVerify number: Int, with error: CardError) {
        channel(in: reader)?.planAfterVerify(number, error)
    }

    /// Fails at the next VERIFY that carries a PIN.
    public func failAtVerify(_ reader: Reader, with error: CardError, isExecuted: Bool) {
        channel(in: reader)?.planAtVerify(error, isExecuted: isExecuted)
    }

    /// Holds the transaction that comes after `count` others, until `release`. Cancellation of its task ends it, as in the
    /// real access, unless it `isDeaf`: then it goes on to its end, as one does that had just ended when it was cancelled.
    public func pause(_ reader: Reader, afterTransactions count: Int = 0, isDeaf: Bool = false) {
        contents.withLock {
            $0.pauses[reader] = Pause(
                transactionsBefore: count, isDeaf: isDeaf, gate: Watched(false), reached: Watched(false))
        }
    }

    /// Waits until a transaction is held; false when none came in time.
    public func isHeld(_ reader: Reader) async -> Bool {
        guard let pause = contents.withLock({ $0.pauses[reader] }) else { return false }
        return await pause.reached.wait { $0 }
    }

    /// Lets the held transaction go on.
    public func release(_ reader: Reader) {
        contents.withLock { $0.pauses.removeValue(forKey: reader) }?.gate.update { $0 = true }
    }

    /// Gives the reader of that card a pad, at which a person types these digits next; nil cancels.
    public func typeAtPad(_ digits: String?, in reader: Reader) {
        channel(in: reader)?.planAtPad(digits.map { .types(Array($0.utf8)) } ?? .cancels)
    }

    /// Gives the reader of that card a pad, at which nobody types.
    public func leavePad(in reader: Reader) {
        channel(in: reader)?.planAtPad(.leaves)
    }

    /// Every command that the card in that reader got.
    public func commands(in reader: Reader) -> [[UInt8]] {
        channel(in: reader)?.commands ?? []
    }

    /// How often a PIN was presented to the card in that reader.
    public func verifications(in reader: Reader) -> Int {
        commands(in: reader).count(where: Self.isVerify)
    }

    /// Readers of which `cardLeft` was told.
    public var left: [Reader] { contents.withLock { $0.left } }

    /// See `CardAccessing`.
    public func cardLeft(_ reader: Reader) {
        contents.withLock { $0.left.append(reader) }
    }

    /// See `CardAccessing`.
    public func withTransaction<R: Sendable, E: Error>(
        on card: CardInsertion, ending: Disposition, patience: Duration?,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) async throws(CardError) -> Result<R, E> {
        let isDeaf = await hold(card.reader)
        guard isDeaf || !Task.isCancelled else { throw .cancelled }
        let channel = try begin(card)
        let result = await withCheckedContinuation { (done: CheckedContinuation<Result<R, E>, Never>) in
            queue.async { done.resume(returning: Self.run(channel, body)) }
        }
        if ending == .reset { channel.reset() }
        contents.withLock { $0.slots[card.reader]?.isKept = ending == .keep }
        guard isDeaf || !Task.isCancelled else { throw .cancelled }
        return result
    }

    static func isVerify(_ command: [UInt8]) -> Bool {
        command.count > 5 && command[1] == 0x20
    }

    private static func run<R, E: Error>(
        _ card: BenchCard, _ body: (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) -> Result<R, E> {
        let channel: any CardChannel & ~Copyable = card
        do throws(E) { return .success(try body(channel)) } catch { return .failure(error) }
    }

    private func begin(_ card: CardInsertion) throws(CardError) -> BenchCard {
        let begun = contents.withLock { contents -> Result<BenchCard, CardError> in
            guard let slot = contents.slots[card.reader], slot.insertion == card else { return .failure(.cardRemoved) }
            if let refusal = slot.refusal {
                contents.slots[card.reader]?.refusal = nil
                return .failure(refusal)
            }
            contents.slots[card.reader]?.wasReset = false
            guard !slot.wasReset || !slot.isKept else { return .failure(.cardReset) }
            return .success(slot.card)
        }
        return try begun.get()
    }

    private func hold(_ reader: Reader) async -> Bool {
        let pause = contents.withLock { contents -> Pause? in
            guard let pause = contents.pauses[reader] else { return nil }
            contents.pauses[reader]?.transactionsBefore -= 1
            return pause.transactionsBefore == 0 ? pause : nil
        }
        guard let pause else { return false }
        pause.reached.update { $0 = true }
        await withTaskCancellationHandler {
            _ = await pause.gate.wait { $0 }
        } onCancel: {
            if !pause.isDeaf { pause.gate.update { $0 = true } }
        }
        return pause.isDeaf
    }

    private func channel(in reader: Reader) -> BenchCard? {
        contents.withLock { $0.slots[reader]?.card }
    }
}
