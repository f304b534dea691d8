/// Port: insertions, removals and readers as events. `PCSC.ReaderMonitor` implements it; tests script it.
public protocol ReaderMonitoring: Sendable {
    /// The events, from the first look on. One consumer; the sequence ends when the monitor is stopped.
    func events() -> AsyncStream<ReaderEvent>
}

/// Port: exclusive use of one inserted card. `PCSC.CardAccess` implements it; tests script it.
public protocol CardAccessing: Sendable {
    /// Runs `body` in one transaction on the card of that insertion, on the reader's own thread. `patience` is the time
    /// that the reader may take to be free, and again the card to answer to all; nil is the access's own.
    ///
    /// Throws `.cardRemoved` when another card, or none, is in the reader; `.cardReset` when another program reset the card
    /// since the last transaction that kept its connection (then nothing was run); `.readerExclusive` and `.readerHeld` when
    /// another program does not let go; `.cardMute` when the card does not answer in time; `.cancelled` when the task is.
    /// What `body` throws comes back as a failure, so that it cannot be taken for a transaction that never ran.
    func withTransaction<R: Sendable, E: Error>(
        on card: CardInsertion, ending: Disposition, patience: Duration?,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) async throws(CardError) -> Result<R, E>

    /// Tells that the reader monitor saw the card or the reader go, so that the connection kept for the card is closed at
    /// once and other programs may use the reader exclusively.
    func cardLeft(_ reader: Reader)

    /// How many commands have left for cards, those to a reader's PIN pad included.
    var commandCount: Int { get }
}

extension CardAccessing {
    /// A transaction in which nobody has to act.
    public func withTransaction<R: Sendable, E: Error>(
        on card: CardInsertion, ending: Disposition,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) async throws(CardError) -> Result<R, E> {
        try await withTransaction(on: card, ending: ending, patience: nil, body)
    }

    /// Nothing is kept by an access that does not say so.
    public func cardLeft(_ reader: Reader) {}

    /// An access that does not count.
    public var commandCount: Int { 0 }
}

/// What happens to the card at the end of a transaction.
public enum Disposition: Hashable, Sendable {
    /// Left as it is, and the connection closed so that a program that wants the reader for itself can have it: ends a read.
    case leave
    /// Left as it is, and the connection kept until the card leaves: what was presented to the card holds in the next
    /// transaction.
    case keep
    /// Reset, and the connection closed: ends a PIN session.
    case reset
}
