/// Base64 with padding (RFC 4648 section 4), strict enough that a signature cannot be respelled.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The text of the bytes, on one line.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(3 - group.count) * 8
            for position in 0..<4 {
                let index = Int(bits >> UInt32(18 - 6 * position) & 0x3F)
                text.append(position <= group.count ? alphabet[index] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text. XML white space (space, tab, CR, LF) is skipped; anything else outside the alphabet,
    /// missing or superfluous padding and unused bits that are not zero throw `CryptoError.malformed`. Without
    /// white space, two different texts never give the same bytes.
    public static func decodeStrict(_ text: String) throws(CryptoError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var bits: UInt32 = 0
        var digits = 0
        var pads = 0
        for character in text.utf8 where !isWhiteSpace(character) {
            if character == padding {
                pads += 1
                continue
            }
            guard pads == 0, let value = value(of: character) else { throw .malformed(what: "base64") }
            bits = bits << 6 | value
            digits += 1
            guard digits == 4 else { continue }
            bytes += [UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8)]
            bytes.append(UInt8(truncatingIfNeeded: bits))
            (bits, digits) = (0, 0)
        }
        return try bytes + tail(bits: bits, digits: digits, pads: pads)
    }

    private static func tail(bits: UInt32, digits: Int, pads: Int) throws(CryptoError) -> [UInt8] {
        switch (digits, pads) {
        case (0, 0): return []
        case (2, 2) where bits & 0xF == 0: return [UInt8(truncatingIfNeeded: bits >> 4)]
        case (3, 1) where bits & 0x3 == 0:
            return [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
        default: throw .malformed(what: "base64")
        }
    }

    private static func isWhiteSpace(_ character: UInt8) -> Bool {
        character == 0x20 || character == 0x09 || character == 0x0D || character == 0x0A
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
