/// Hexadecimal digits with optional spaces, as in the specifications.
enum Hex {
    /// Nil for anything but pairs of digits.
    static func decode(_ text: String) -> [UInt8]? {
        let digits = text.utf8.filter { $0 != 0x20 }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[start]), let low = value(digits[start + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// A literal of this module; a wrong one is our own mistake.
    static func literal(_ text: StaticString) -> [UInt8] {
        guard let bytes = decode("\(text)") else { preconditionFailure("not hexadecimal") }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
