/// Texts in the data objects of a CPx card.
enum CPxText {
    /// UTF-8 if it is that, else Latin-1. Weak: which alphabet real cards use is not known (cpx.md 11.3).
    ///
    /// Nil for a text that is empty once the padding of spaces and zeros around it is gone.
    static func decode(_ bytes: [UInt8]) -> String? {
        let isPadding: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x00 }
        guard let first = bytes.firstIndex(where: { !isPadding($0) }),
            let last = bytes.lastIndex(where: { !isPadding($0) })
        else { return nil }
        let text = Array(bytes[first...last])
        return String(validating: text, as: UTF8.self) ?? CardText.decode(text)
    }

    /// Packed decimal digits; nil when a half byte is none.
    static func digits(_ bytes: [UInt8]) -> String? {
        let digits = bytes.flatMap { [$0 >> 4, $0 & 0x0F] }
        guard !digits.isEmpty, digits.allSatisfy({ $0 <= 9 }) else { return nil }
        return digits.map { String($0) }.joined()
    }
}
