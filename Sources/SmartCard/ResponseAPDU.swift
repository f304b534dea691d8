/// A response APDU: data, then the status word (ISO 7816-4 §5.1).
public struct ResponseAPDU: Equatable, Sendable {
    /// Response data, without the status word; may be empty.
    public let data: [UInt8]
    /// SW1 SW2.
    public let status: StatusWord

    /// A response put together from its parts.
    public init(data: [UInt8], status: StatusWord) {
        self.data = data
        self.status = status
    }

    /// Splits what the reader returned. Fewer than two bytes is no response: throws `malformedResponse`.
    public init(_ bytes: [UInt8]) throws(CardError) {
        guard bytes.count >= 2 else { throw .malformedResponse(count: bytes.count) }
        status = StatusWord(bytes[bytes.count - 2], bytes[bytes.count - 1])
        data = Array(bytes.dropLast(2))
    }
}
