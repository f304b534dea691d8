/// A cursor over BER bytes; every step checks what is left.
struct BERReader {
    private let bytes: [UInt8]
    private var offset = 0
    private(set) var isTruncated = false
    private(set) var isPadded = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next tag of one to three bytes, or nil at the end, at padding, or inside a cut or longer tag.
    mutating func tag() -> UInt32? {
        guard let first = next() else { return nil }
        guard first != 0x00, first != 0xFF else {
            isPadded = true
            return nil
        }
        guard first & 0x1F == 0x1F else { return UInt32(first) }
        guard let second = next() else { return truncated() }
        let pair = UInt32(first) << 8 | UInt32(second)
        guard second & 0x80 != 0 else { return pair }
        guard let third = next(), third & 0x80 == 0 else { return truncated() }
        return pair << 8 | UInt32(third)
    }

    /// The next length: `00`–`7F`, `81 xx` or `82 xx xx`.
    mutating func length() -> Int? {
        switch next() {
        case let short? where short < 0x80: return Int(short)
        case 0x81: return next().map(Int.init)
        case 0x82:
            guard let high = next(), let low = next() else { return nil }
            return Int(high) << 8 | Int(low)
        default: return nil
        }
    }

    /// The next `count` bytes, or nil if fewer are left.
    mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= bytes.count - offset else { return nil }
        defer { offset += count }
        return Array(bytes[offset..<(offset + count)])
    }

    private mutating func truncated() -> UInt32? {
        isTruncated = true
        return nil
    }

    private mutating func next() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }
}
