/// Breaks texts into lines that are certain to fit.
enum LineBreaking {
    /// The lines of a text, none wider than `width` dots with bold letters of `size` dots: broken at a space, which goes; only
    /// where there is none after a hyphen, which stays; and where nothing else is left, inside a word. Every other character
    /// is kept.
    static func lines(of text: String, width: Int, size: Int) -> [String] {
        var lines: [String] = []
        var rest = Substring(text)
        while TextWidth.bound(rest, size: size) > width {
            let full = fitting(rest, width: width, size: size)
            let line = rest[..<end(of: full, in: rest)]
            lines.append(String(line))
            rest = rest[line.endIndex...]
            if rest.first == " " { rest.removeFirst() }
        }
        return rest.isEmpty && !lines.isEmpty ? lines : lines + [String(rest)]
    }

    /// As many characters as fit, one at least.
    private static func fitting(_ text: Substring, width: Int, size: Int) -> Substring {
        var end = text.startIndex
        var sum = 0
        while end < text.endIndex {
            sum += text[end].unicodeScalars.reduce(0) { $0 + TextWidth.bound($1) }
            guard sum * size <= width * 1000 || end == text.startIndex else { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// Where the line ends: before a space or else after a hyphen where there is one, neither of them the first character.
    private static func end(of full: Substring, in text: Substring) -> String.Index {
        if full.endIndex < text.endIndex, text[full.endIndex] == " " { return full.endIndex }
        if let space = full.dropFirst().lastIndex(of: " ") { return space }
        return full.dropFirst().lastIndex(of: "-").map { full.index(after: $0) } ?? full.endIndex
    }
}
