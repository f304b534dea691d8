/// One way in which a document breaks its schema.
public struct SchemaViolation: Sendable, Equatable {
    /// The line, from 1.
    public let line: Int
    /// What libxml2 says; it may quote the document, so it is for tests and never for a log.
    public let message: String
}
