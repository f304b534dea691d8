/// Answer to reset (ISO 7816-3 §8): up to 33 bytes that tell the family of a card, never its holder.
public struct ATR: Hashable, Sendable, CustomStringConvertible {
    /// The bytes as PC/SC gives them.
    public let bytes: [UInt8]

    /// Any bytes; PC/SC gives 2 to 33.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Upper-case hexadecimal bytes separated by spaces.
    public var description: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: " ")
    }

    /// Whether the bytes contain `part` anywhere, e.g. a run of historical bytes.
    public func contains(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty, bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { bytes[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
