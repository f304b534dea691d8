/// The list of given names as INSi returns it (`ListePrenom`), and how it begins.
public struct GivenNameList: Hashable, Sendable {
    /// The list as received.
    public let text: String

    /// A list as received.
    public init(_ text: String) {
        self.text = text
    }

    /// The beginning of a list that a given name stands for.
    public struct Start: Equatable, Sendable {
        /// The beginning as the list spells it.
        public let text: String
        /// Whether the list goes on with a hyphen or an apostrophe, so that the name is half of a compound one.
        public let isInsideCompound: Bool
        /// Whether nothing follows.
        public let isWholeList: Bool
    }

    /// The beginning of the list that has the words of `name`, hyphen and apostrophe taken as space, accents and case ignored
    /// (EXI ID 10; insi.md 4.6: never simply the text before the first space); nil when the list begins otherwise.
    public func start(like name: String) -> Start? {
        guard let wanted = LooseName(name)?.words, !wanted.isEmpty else { return nil }
        let words = text.split(whereSeparator: Self.isSeparator)
        guard words.count >= wanted.count,
            zip(words, wanted).allSatisfy({ LooseName(String($0))?.words == [$1] }),
            let end = words[..<wanted.count].last?.endIndex
        else { return nil }
        guard words.count > wanted.count else {
            return Start(text: String(text[..<end]), isInsideCompound: false, isWholeList: true)
        }
        let gap = text[end..<words[wanted.count].startIndex]
        return Start(
            text: String(text[..<end]), isInsideCompound: gap.contains { $0 != " " }, isWholeList: false)
    }

    /// Whether a character only separates words.
    private static func isSeparator(_ character: Character) -> Bool {
        LooseName(String(character))?.words.isEmpty == true
    }
}
