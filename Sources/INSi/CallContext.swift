/// Who calls, with which software: what both contexts of a request state (insi.md 2.3, 2.4).
public struct CallContext: Equatable, Sendable {
    /// National identifier of the professional: the assertion's NameID, 11 or 12 digits (insi.md 2.5).
    public let emitter: String
    /// The calling software.
    public let software: SoftwareIdentity

    /// A context from its parts.
    public init(emitter: String, software: SoftwareIdentity) {
        self.emitter = emitter
        self.software = software
    }
}
