/// AID (ISO 7816-4 §8.2.1.2): 5 to 16 bytes that name an application on a card.
public struct ApplicationIdentifier: Hashable, Sendable {
    /// The bytes to select.
    public let bytes: [UInt8]

    /// 5 to 16 bytes; another count is our own mistake.
    public init(_ bytes: [UInt8]) {
        precondition((5...16).contains(bytes.count), "AID of 5 to 16 bytes")
        self.bytes = bytes
    }
}
