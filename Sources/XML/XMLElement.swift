/// An element that was read, as a value.
public struct XMLElement: Sendable, Equatable {
    /// Its name.
    public let name: XMLName
    /// Its attributes in document order.
    public let attributes: [XMLAttribute]
    /// Its elements and texts in document order.
    public let children: [XMLNode]
    /// The line, from 1, where its start tag ends.
    public let line: Int
    /// Its number in document order among the elements, from 0 for the root: how `XMLDocument` finds it again.
    let position: Int

    /// The child elements in document order.
    public var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The element's own text: its texts joined, those of child elements not included.
    public var text: String {
        children.reduce(into: "") { if case .text(let text) = $1 { $0 += text } }
    }

    /// What follows the last colon of the trimmed text: the local part of a name such as `soap:Sender` in content.
    public var localPart: String {
        let words = text.split { $0.isWhitespace }
        return String(words.first?.split(separator: ":", omittingEmptySubsequences: false).last ?? "")
    }

    /// The first child element of that name.
    public func first(_ name: XMLName) -> XMLElement? {
        elements.first { $0.name == name }
    }

    /// All child elements of that name.
    public func all(_ name: XMLName) -> [XMLElement] {
        elements.filter { $0.name == name }
    }

    /// The first child element of that name; throws `XMLError.missing` when there is none.
    public func required(_ name: XMLName) throws(XMLError) -> XMLElement {
        guard let child = first(name) else { throw .missing(path: "\(self.name.local)/\(name.local)") }
        return child
    }

    /// The value of an attribute; nil when it is absent.
    public subscript(attribute name: XMLName) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// The value of an attribute without namespace; nil when it is absent.
    public subscript(attribute local: String) -> String? {
        self[attribute: XMLName(namespace: "", local: local)]
    }

    /// Equal names, attributes in order and children; where an element stands does not matter.
    public static func == (left: XMLElement, right: XMLElement) -> Bool {
        left.name == right.name && left.attributes == right.attributes && left.children == right.children
    }
}
