import XML

/// One row of the request table: an element, how often it may stand there and what it may hold.
struct ElementRule: Sendable {
    /// What an element holds.
    enum Content: Sendable {
        /// Text of that form and no elements.
        case text(TextPattern)
        /// These elements in this order and no text (`xsd:sequence`).
        case sequence([ElementRule])
        /// These elements in any order and no text.
        case all([ElementRule])
        /// Whatever it likes; somebody else checks it.
        case anything
    }

    /// An attribute without namespace.
    struct Attribute: Sendable {
        let name: String
        let isRequired: Bool
        let pattern: TextPattern
    }

    let name: XMLName
    let minimum: Int
    /// `Int.max` for unbounded.
    let maximum: Int
    let attributes: [Attribute]
    let content: Content

    init(
        _ name: XMLName, _ minimum: Int, _ maximum: Int, _ content: Content, attributes: [Attribute] = []
    ) {
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.attributes = attributes
        self.content = content
    }
}
