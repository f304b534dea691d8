/// What can go wrong between us and a card, without any byte of the exchange.
public enum CardError: Error, Equatable, Sendable {
    /// The PC/SC service does not answer; the raw PC/SC code. Later.
    case serviceUnavailable(code: UInt32)
    /// No reader of that name.
    case noReader
    /// The card that was meant is no longer in the reader, or another one is.
    case cardRemoved
    /// The card or its reader did not answer within the watchdog's time; a late answer is dropped.
    case cardMute
    /// An earlier exchange of ours with that reader has not ended.
    case readerBusy
    /// Another program has the reader for itself (`SCARD_E_SHARING_VIOLATION`), for longer than we wait.
    case readerExclusive
    /// Another program's transaction on the card did not end within the watchdog's time.
    case readerHeld
    /// The exchange failed on the wire; the raw PC/SC code.
    case communicationFailed(code: UInt32)
    /// Another program reset the card: selection and PIN state are lost.
    case cardReset
    /// The card refused a step. The step's name, never the bytes.
    case unexpectedStatus(StatusWord, during: String)
    /// An answer that is not one; its length.
    case malformedResponse(count: Int)
    /// The caller's task was cancelled; nothing more is sent to the card.
    case cancelled
}
