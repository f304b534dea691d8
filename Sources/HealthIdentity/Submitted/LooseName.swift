/// A name for comparison only: words of capitals, hyphen and apostrophe taken as spaces (insi.md 6.5, EXI ID 10).
public struct LooseName: Hashable, Sendable {
    /// The words, none of them empty.
    public let words: [String]

    /// The words of a name; nil when it holds a character that has no equivalent (insi.md 6.1).
    public init?(_ name: String) {
        var text = ""
        for scalar in name.unicodeScalars {
            if let letters = LatinLetter.base(of: scalar) {
                text += letters
            } else if !LatinLetter.isMark(scalar) {
                guard " '-\u{A0}\u{202F}\u{2019}\u{2018}\u{2BC}\u{2010}\u{2011}".unicodeScalars.contains(scalar) else {
                    return nil
                }
                text += " "
            }
        }
        words = text.split(separator: " ").map(String.init)
    }

    /// Whether all words of `name` stand in this one, next to each other and in order; a name without words never does.
    public func contains(_ name: LooseName) -> Bool {
        guard !name.words.isEmpty, words.count >= name.words.count else { return false }
        return (0...words.count - name.words.count).contains { start in
            Array(words[start..<start + name.words.count]) == name.words
        }
    }
}
