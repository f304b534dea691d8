/// How wide a text can be. The fonts are those of the machine that prints, so that only bounds are known: those of the bold
/// letters of Verdana and DejaVu Sans, the widest of the usual ones.
enum TextWidth {
    /// An upper bound of a letter's width, in thousandths of the letters' size.
    static func bound(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case " ", "'", "-", ".", ",", ":", "i", "j", "l", "\u{2019}": 480
        case "I", "(", ")": 560
        case "/": 700
        case "W", "M", "m", "w", "@", "%", "&", "Œ", "Æ", "œ", "æ": 1200
        case "A"..."Z": 860
        case "a"..."z", "0"..."9": 750
        case "\u{C0}"..."\u{DE}": 900
        case "\u{DF}"..."\u{FF}": 800
        default: 1900
        }
    }

    /// An upper bound of a text's width, in dots, for bold letters of `size` dots.
    static func bound(_ text: some StringProtocol, size: Int) -> Int {
        (text.unicodeScalars.reduce(0) { $0 + bound($1) } * size + 999) / 1000
    }

    /// The size of the bold letters that are no narrower than usual ones of `size` dots.
    static func bold(notNarrowerThan size: Int) -> Int {
        (size * 92 + 99) / 100
    }
}
