/// An attribute of an element. Namespace declarations are none.
public struct XMLAttribute: Sendable, Equatable {
    /// Its name; without prefix it has no namespace.
    public let name: XMLName
    /// Its normalised value.
    public let value: String

    /// An attribute with that value.
    public init(name: XMLName, value: String) {
        self.name = name
        self.value = value
    }
}
