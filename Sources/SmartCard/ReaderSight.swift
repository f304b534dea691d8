/// What the PC/SC service says of one reader, for a diagnosis; no card was asked anything.
public struct ReaderSight: Equatable, Sendable {
    /// The reader.
    public let reader: Reader
    /// Something is in it.
    public let hasCard: Bool
    /// A program has it for itself.
    public let isExclusive: Bool
    /// Some program is connected to it, for itself or with others.
    public let isInUse: Bool

    /// A sight from its parts.
    public init(reader: Reader, hasCard: Bool, isExclusive: Bool, isInUse: Bool) {
        (self.reader, self.hasCard) = (reader, hasCard)
        (self.isExclusive, self.isInUse) = (isExclusive, isInUse)
    }
}
