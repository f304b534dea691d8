/// A qualified name: a namespace and a local part. Prefixes play no role.
public struct XMLName: Sendable, Hashable {
    /// The namespace's URI; empty for no namespace.
    public let namespace: String
    /// The name without prefix.
    public let local: String

    /// A name in a namespace, or in none when that is empty.
    public init(namespace: String, local: String) {
        self.namespace = namespace
        self.local = local
    }
}
