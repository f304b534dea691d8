import SmartCard

/// A command that carries one or two PINs: in locked memory, wiped with it, and sent once. Whatever the card answers, it is
/// never sent again by itself (cpx.md 4).
struct PINCommand: ~Copyable {
    private let memory: LockedMemory

    /// The header's four bytes and a PIN, filled up as the card wants it. The PIN's length fits the format.
    init(_ header: [UInt8], _ pin: borrowing PIN, _ format: PINFormat) throws(HealthCardError) {
        memory = try Self.padded(header, blocks: 1, format)
        pin.copy(to: memory, at: 5)
    }

    /// The same with two PINs, one after the other.
    init(
        _ header: [UInt8], _ first: borrowing PIN, _ second: borrowing PIN, _ format: PINFormat
    ) throws(HealthCardError) {
        memory = try Self.padded(header, blocks: 2, format)
        first.copy(to: memory, at: 5)
        second.copy(to: memory, at: 5 + format.storedLength)
    }

    /// Header, Lc, and padding in place of digits.
    private static func padded(
        _ header: [UInt8], blocks: Int, _ format: PINFormat
    ) throws(HealthCardError) -> LockedMemory {
        let length = blocks * format.storedLength
        let start = header + [UInt8(truncatingIfNeeded: length)]
        guard let memory = LockedMemory(count: start.count + length) else { throw .memoryNotLocked }
        memory.write(start.span, at: 0)
        memory.write([UInt8](repeating: format.padding, count: length).span, at: start.count)
        return memory
    }

    /// Sends the command past everything that would repeat it. After an error it is not known whether the card got it.
    func transmit(_ channel: borrowing any CardChannel & ~Copyable) throws(HealthCardError) -> StatusWord {
        try HealthCardError.wrapping { () throws(CardError) in
            try memory.withSpan { (bytes) throws(CardError) in try ResponseAPDU(channel.transmit(bytes)).status }
        }
    }
}
