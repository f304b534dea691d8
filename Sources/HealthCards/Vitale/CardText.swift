/// Text of a Vitale card: Latin-1, padded with spaces, zeros or FF (charset and padding are inferences, vitale.md 3.3, 10).
enum CardText {
    /// The text without padding. One FF at the end is the letter ÿ, two are padding.
    static func decode(_ bytes: [UInt8]) -> String {
        let isPadding: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x00 }
        var text = bytes.drop(while: isPadding)
        if text.suffix(2) == [0xFF, 0xFF] || text == [0xFF] { text = trimmed(text) { $0 == 0xFF } }
        text = trimmed(text, isPadding)
        return String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
    }

    private static func trimmed(_ text: ArraySlice<UInt8>, _ isPadding: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        text.lastIndex { !isPadding($0) }.map { text[...$0] } ?? []
    }
}
