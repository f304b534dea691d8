/// What a character of a civil-status name becomes in the alphabet of the service (insi.md 6.1).
enum LatinLetter {
    /// The letters `A` to `Z` that a scalar stands for, without its diacritics; nil when it has no equivalent. A letter
    /// with a stroke or a hook through it is another letter, not an accented one, and has none.
    static func base(of scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "A"..."Z": return String(scalar)
        case "a"..."z": return String(scalar).uppercased()
        case "Œ", "œ": return "OE"
        case "Æ", "æ": return "AE"
        default: return withoutMarks(scalar)
        }
    }

    /// Whether a scalar is a mark that sits on the letter before it, as in decomposed texts; a hook through it makes another
    /// letter.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x0300...0x0333).contains(scalar.value) && scalar.value != 0x0321 && scalar.value != 0x0322
    }

    /// The marks that Unicode's names tell apart from strokes, hooks and other letters.
    private static let marks: Set<Substring> = [
        "ACUTE", "GRAVE", "CIRCUMFLEX", "DIAERESIS", "TILDE", "CEDILLA", "RING ABOVE", "CARON", "MACRON", "BREVE",
        "OGONEK", "DOT ABOVE", "DOT BELOW", "DOUBLE ACUTE", "DOUBLE GRAVE", "INVERTED BREVE", "COMMA BELOW", "HORN",
        "HOOK ABOVE", "CIRCUMFLEX BELOW", "TILDE BELOW", "RING BELOW", "LINE BELOW", "DIAERESIS BELOW", "BREVE BELOW",
    ]

    /// Reads `LATIN CAPITAL LETTER E WITH CIRCUMFLEX AND ACUTE`.
    private static func withoutMarks(_ scalar: Unicode.Scalar) -> String? {
        guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
        let words = name.split(separator: " ")
        guard words.count > 5, words[1] == "CAPITAL" || words[1] == "SMALL", words[2] == "LETTER", words[4] == "WITH",
            words[3].utf8.count == 1
        else { return nil }
        let names = words[5...].split(separator: "AND").map { Substring($0.joined(separator: " ")) }
        return names.allSatisfy(marks.contains) ? String(words[3]) : nil
    }
}
