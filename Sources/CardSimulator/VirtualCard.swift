/// What a reader does to the power of the card in it; the raw value is the action byte of `VirtualReader`'s 'P' frame.
public enum PowerEvent: UInt8, Sendable {
    case on = 0
    case off = 1
    case reset = 2
}

/// A card that a `VirtualReaderSlot` can hold: bytes in, bytes out, as over the contacts.
///
/// A card is called from one thread at a time, but not always the same.
public protocol VirtualCard: AnyObject, Sendable {
    /// The answer to reset, 2 to 33 bytes; it decides the protocol (ISO 7816-3). Empty when there is none: a mute card.
    var atr: [UInt8] { get }

    /// The card forgets its selection and its security status at each of these.
    func power(_ event: PowerEvent)

    /// One command APDU; the answer is its data and two status bytes, always at least two bytes.
    func transmit(_ command: [UInt8]) -> [UInt8]
}
