/// One PC/SC reader, that is one slot, by the name that the PC/SC service gives it.
public struct Reader: Hashable, Sendable, Comparable {
    /// The name as listed; it may change when readers are plugged differently, so it is never stored.
    public let name: String

    /// A reader of that name.
    public init(name: String) {
        self.name = name
    }

    /// By name.
    public static func < (left: Reader, right: Reader) -> Bool { left.name < right.name }
}

/// One insertion of one card: what tells a card from the next one in the same reader.
public struct CardInsertion: Hashable, Sendable {
    /// Where the card is.
    public let reader: Reader
    /// The PC/SC event counter of the reader at this insertion; a swap between two looks changes it.
    public let counter: UInt16
    /// What the card answered to reset.
    public let atr: ATR

    /// An insertion as the reader monitor saw it.
    public init(reader: Reader, counter: UInt16, atr: ATR) {
        self.reader = reader
        self.counter = counter
        self.atr = atr
    }
}
