/// The service's answer to a search, `CR/CodeCR` (insi.md 4.1). An unknown code is a value.
public struct ReturnCode: RawRepresentable, Hashable, Sendable {
    /// The code as received.
    public let rawValue: String

    /// Any code.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// One identity.
    public static let found = ReturnCode(rawValue: "00")
    /// No identity.
    public static let none = ReturnCode(rawValue: "01")
    /// Several identities; they are never listed.
    public static let several = ReturnCode(rawValue: "02")
}
