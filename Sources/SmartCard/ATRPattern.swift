/// An ATR with a mask: only the bits set in the mask are compared, and the lengths must agree.
public struct ATRPattern: Hashable, Sendable {
    private let bytes: [UInt8]
    private let mask: [UInt8]

    /// A pattern in hexadecimal with `.` for a digit that does not matter, spaces ignored: `"3B 75 13 00 00 4. 09 .A 90 00"`.
    /// A malformed literal is our own mistake.
    public init(_ pattern: String) {
        let digits = pattern.filter { $0 != " " }
        precondition(digits.count.isMultiple(of: 2), "ATR pattern of whole bytes")
        var values: [UInt8] = []
        var masks: [UInt8] = []
        for digit in digits {
            let value = digit.hexDigitValue
            precondition(value != nil || digit == ".", "hexadecimal digit or dot")
            values.append(UInt8(truncatingIfNeeded: value ?? 0))
            masks.append(value == nil ? 0x0 : 0xF)
        }
        let pairs = stride(from: 0, to: values.count, by: 2)
        bytes = pairs.map { values[$0] << 4 | values[$0 + 1] }
        mask = pairs.map { masks[$0] << 4 | masks[$0 + 1] }
    }

    /// Whether `atr` has the pattern's length and its fixed digits.
    public func matches(_ atr: ATR) -> Bool {
        atr.bytes.count == bytes.count && zip(atr.bytes, zip(mask, bytes)).allSatisfy { $0 & $1.0 == $1.1 }
    }
}
