/// A birth date as written, `AAAA-MM-JJ`, which may hold `00` or a day that no calendar knows (vitale.md 8.2, insi.md 6.2).
///
/// It never becomes a calendar date: a lunar date must leave as it came.
public struct BirthDate: Hashable, Sendable, CustomStringConvertible {
    /// `AAAA-MM-JJ`.
    public let text: String

    /// Accepts four digits, dash, two digits, dash, two digits; any values.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let fits = index == 4 || index == 7 ? byte == 0x2D : (0x30...0x39).contains(byte)
            guard fits else { return nil }
        }
        self.text = text
    }

    /// Accepts the eight digits `AAAAMMJJ` of the card and inserts the dashes only.
    public init?(digits: String) {
        guard digits.utf8.count == 8 else { return nil }
        let characters = Array(digits)
        guard characters.count == 8 else { return nil }
        self.init(String(characters[0..<4]) + "-" + String(characters[4..<6]) + "-" + String(characters[6..<8]))
    }

    /// Day, month and year as they are: a lunar date is nobody's to correct.
    func dayFirst(separator: String) -> String {
        text.split(separator: "-").reversed().joined(separator: separator)
    }

    /// The text.
    public var description: String { text }
}
