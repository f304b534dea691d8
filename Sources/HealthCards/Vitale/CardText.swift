/// Text of a Vitale card: Latin-1, padded with spaces or zeros (the charset is an inference, vitale.md 3.3).
enum CardText {
    /// The text without padding.
    static func decode(_ bytes: [UInt8]) -> String {
        let isPadding: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x00 }
        let start = bytes.drop(while: isPadding)
        let end = start.lastIndex { !isPadding($0) }.map { start[...$0] } ?? []
        return String(String.UnicodeScalarView(end.map { Unicode.Scalar($0) }))
    }
}
