import XML

/// Access by local name, whatever the nesting, order and namespaces: none of them is published (vitale.md 5.4).
extension XMLElement {
    /// The first element of that name below this one, in document order.
    func descendant(_ local: String) -> XMLElement? {
        for element in elements {
            if element.name.local == local { return element }
            if let found = element.descendant(local) { return found }
        }
        return nil
    }

    /// The trimmed text of the first element of that name; nil when it is absent or empty.
    func value(_ local: String) -> String? {
        descendant(local).flatMap(\.trimmed)
    }

    /// The text without white space around it; nil when there is none.
    var trimmed: String? {
        let start = text.drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(start[...end])
    }

    /// The first text of this element or of those below it.
    var firstText: String? {
        trimmed ?? elements.lazy.compactMap(\.firstText).first
    }
}
