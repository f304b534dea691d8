/// A command APDU (ISO 7816-4 §5.1) in short form; extended lengths are used by no card that we read.
public struct CommandAPDU: Hashable, Sendable {
    /// Class byte.
    public let cla: UInt8
    /// Instruction byte.
    public let ins: UInt8
    /// First parameter.
    public let p1: UInt8
    /// Second parameter.
    public let p2: UInt8
    /// Command data, 0 to 255 bytes.
    public let data: [UInt8]
    /// Nₑ, the number of bytes expected, 1 to 256; nil when none is.
    public let expected: Int?

    /// Builds a command; `data` holds at most 255 bytes and `expected` is 1 to 256: other values are our own mistake.
    public init(_ cla: UInt8, _ ins: UInt8, _ p1: UInt8, _ p2: UInt8, data: [UInt8] = [], expected: Int? = nil) {
        precondition(data.count <= 255, "short APDU data")
        precondition(expected.map { (1...256).contains($0) } ?? true, "short APDU Ne")
        self.cla = cla
        self.ins = ins
        self.p1 = p1
        self.p2 = p2
        self.data = data
        self.expected = expected
    }

    /// The bytes to transmit. On T=0 a case 4 command goes without Le: the card answers `61xx` (vitale.md 7.1).
    public func encoded(for transmission: TransmissionProtocol) -> [UInt8] {
        var bytes = [cla, ins, p1, p2]
        if !data.isEmpty {
            bytes.append(UInt8(truncatingIfNeeded: data.count))
            bytes += data
        }
        if let expected, data.isEmpty || transmission == .t1 {
            bytes.append(UInt8(truncatingIfNeeded: expected))
        }
        return bytes
    }

    /// The same command with another Nₑ, as `6Cxx` asks.
    func expecting(_ count: Int) -> CommandAPDU {
        CommandAPDU(cla, ins, p1, p2, data: data, expected: count)
    }
}

/// The transmission protocol that the reader and the card agreed on.
public enum TransmissionProtocol: Hashable, Sendable {
    /// Byte oriented; `61xx` and `6Cxx` are the caller's work.
    case t0
    /// Block oriented.
    case t1
}
