/// A child of an element. Comments and processing instructions do not appear.
public enum XMLNode: Sendable, Equatable {
    /// A child element.
    case element(XMLElement)
    /// Text between two elements, CDATA included, never empty.
    case text(String)
}
