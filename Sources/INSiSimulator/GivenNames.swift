/// The given names of the civil record, as a search compares them: a hyphen counts as a space (insi.md 6.4, 6.5).
struct GivenNames {
    private let single: [[Substring]]
    private let all: [Substring]

    /// The names separated by spaces.
    init(_ list: String) {
        single = list.split(separator: " ").map(Self.words)
        all = Self.words(list[...])
    }

    /// One text matches when it is the beginning of the list or one name of it; several match when they are the list.
    func match(_ asked: [String]) -> Bool {
        guard asked.count == 1 else { return all == asked.flatMap { Self.words($0[...]) } }
        let words = Self.words(asked[0][...])
        return !words.isEmpty && (all.starts(with: words) || single.contains(words))
    }

    private static func words(_ text: Substring) -> [Substring] {
        text.split { $0 == " " || $0 == "-" }
    }
}
