/// BER-TLV writing, and the reading of the few short templates that commands carry (ISO 7816-4 5.2.2).
enum TLV {
    /// Tag (one to three bytes, big-endian), length in one to three bytes, value of at most 65535 bytes.
    static func encode(_ tag: UInt32, _ value: [UInt8]) -> [UInt8] {
        let tagBytes = [UInt8(truncatingIfNeeded: tag >> 16), UInt8(truncatingIfNeeded: tag >> 8), UInt8(tag & 0xFF)]
        return tagBytes.drop { $0 == 0 } + length(value.count) + value
    }

    private static func length(_ count: Int) -> [UInt8] {
        precondition(count <= 0xFFFF, "a card object is shorter than 64 KiB")
        switch count {
        case ..<0x80: return [UInt8(count)]
        case ..<0x100: return [0x81, UInt8(count)]
        default: return [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        }
    }

    /// Objects with one-byte tags and one-byte lengths, filling `bytes` exactly; nil otherwise.
    static func decodeShort(_ bytes: [UInt8]) -> [(tag: UInt8, value: [UInt8])]? {
        var objects: [(tag: UInt8, value: [UInt8])] = []
        var rest = bytes[...]
        while let tag = rest.popFirst() {
            guard let count = rest.popFirst(), count < 0x80, rest.count >= Int(count) else { return nil }
            objects.append((tag, Array(rest.prefix(Int(count)))))
            rest.removeFirst(Int(count))
        }
        return objects
    }
}
