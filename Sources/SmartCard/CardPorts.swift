/// Port: insertions, removals and readers as events. `PCSC.ReaderMonitor` implements it; tests script it.
public protocol ReaderMonitoring: Sendable {
    /// The events, from the first look on. One consumer; the sequence ends when the monitor is stopped.
    func events() -> AsyncStream<ReaderEvent>
}

/// Port: exclusive use of one inserted card. `PCSC.CardAccess` implements it; tests script it.
public protocol CardAccessing: Sendable {
    /// Runs `body` in one transaction on the card of that insertion, on the reader's own thread.
    ///
    /// Throws `.cardRemoved` when another card, or none, is in the reader; `.cardReset` when another program reset the card
    /// since our last transaction (then nothing was run); `.cardMute` when the watchdog's time is over;
    /// `.cancelled` when the task is. The connection stays
    /// open until the card leaves, so a PIN presented in one closure holds in the next; `.reset` ends it.
    /// What `body` throws comes back as a failure, so that it cannot be taken for a transaction that never ran.
    func withTransaction<R: Sendable, E: Error>(
        on card: CardInsertion, ending: Disposition,
        _ body: @escaping @Sendable (borrowing any CardChannel & ~Copyable) throws(E) -> R
    ) async throws(CardError) -> Result<R, E>

    /// Tells that the reader monitor saw the card or the reader go, so that the connection kept for the card is closed at
    /// once and other programs may use the reader exclusively.
    func cardLeft(_ reader: Reader)
}

extension CardAccessing {
    /// Nothing is kept by an access that does not say so.
    public func cardLeft(_ reader: Reader) {}
}

/// What happens to the card at the end of a transaction.
public enum Disposition: Hashable, Sendable {
    /// Left as it is: ends a read.
    case leave
    /// Reset: ends a PIN session.
    case reset
}
