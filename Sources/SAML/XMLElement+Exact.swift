import XML

/// Access to an element that must hold what is named and nothing else.
extension XMLElement {
    /// Values of exactly these attributes, none of which has a namespace.
    func exactAttributes(_ locals: [String]) throws(SAMLError) -> [String] {
        let values = locals.compactMap { self[attribute: $0] }
        guard values.count == locals.count, attributes.count == locals.count else { throw .malformed(what: name.local) }
        return values
    }

    /// Exactly these child elements in this order, and no text, not even white space.
    func exactChildren(_ names: [XMLName]) throws(SAMLError) -> [XMLElement] {
        let elements = self.elements
        guard elements.map(\.name) == names, children.count == names.count else { throw .malformed(what: name.local) }
        return elements
    }

    /// The one child element, in an element without attributes.
    func exactChild(_ child: XMLName) throws(SAMLError) -> XMLElement {
        _ = try exactAttributes([])
        return try exactChildren([child])[0]
    }

    /// The text of an element without child elements.
    func exactText() throws(SAMLError) -> String {
        guard elements.isEmpty else { throw .malformed(what: name.local) }
        return text
    }
}
