/// The software that calls, as the LPS context declares it (insi.md 2.4).
public struct SoftwareIdentity: Equatable, Sendable {
    /// Authorisation number given by the certification body; an unknown one is refused with `desir_550`.
    public let idam: String
    /// Version of the software.
    public let version: String
    /// Identifier of this installation: a UUID that never changes.
    public let instance: String
    /// Name of the software, without version.
    public let name: String

    /// An identity from its parts, none of them empty.
    public init(idam: String, version: String, instance: String, name: String) {
        self.idam = idam
        self.version = version
        self.instance = instance
        self.name = name
    }
}
