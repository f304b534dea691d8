/// What became of a PIN that was presented once (cpx.md 4).
public enum PINVerification: Hashable, Sendable {
    /// The card accepted it, until it is reset or leaves; of a change or an unblocking: it is done.
    case verified
    /// Refused; the number of tries left when the card says it.
    case wrong(retriesLeft: Int?)
    /// No try is left: only the unblocking code helps.
    case blocked
    /// Not presented at all: this card's PINs have another number of digits.
    case wrongLength(ClosedRange<Int>)
    /// Not presented at all: the person gave up at the reader's pad.
    case cancelled
    /// Not presented at all: nobody finished typing at the reader's pad in time.
    case timedOut
}
