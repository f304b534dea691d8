/// What the reader monitor reports, in the order in which it happened.
public enum ReaderEvent: Equatable, Sendable {
    /// The PC/SC service answers; the readers follow as `readerAdded`.
    case serviceAvailable
    /// Every reader was looked at once since the service came: what was in them is reported.
    case surveyed
    /// The PC/SC service is gone, and with it every reader; the raw PC/SC code. The monitor goes on trying.
    case serviceUnavailable(code: UInt32)
    /// A reader appeared.
    case readerAdded(Reader)
    /// A reader is gone, and its card with it.
    case readerRemoved(Reader)
    /// A card is in the reader and answered to reset.
    case cardInserted(CardInsertion)
    /// Something is in the reader that does not answer: upside down, dirty or no chip.
    case cardMute(Reader)
    /// The reader is empty again.
    case cardRemoved(Reader)
}
