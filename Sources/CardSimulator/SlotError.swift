/// Why a card could not be put into a virtual reader.
public enum SlotError: Error, Equatable, Sendable {
    /// A card is in the slot already.
    case occupied
    /// The path does not fit into a socket address (107 bytes).
    case pathTooLong
    /// The reader's socket did not accept within two seconds: the raw `errno` of the last try.
    case readerUnavailable(errno: Int32)
}
