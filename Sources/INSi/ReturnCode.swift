/// The service's answer to a search, `CR/CodeCR` (insi.md 4.1). An unknown code is a value.
public struct ReturnCode: RawRepresentable, Hashable, Sendable {
    /// The code as received.
    public let rawValue: String

    /// Any code.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Whether it looks like a code: one to eight letters or digits.
    var isPlausible: Bool {
        (1...8).contains(rawValue.utf8.count)
            && rawValue.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
    }

    /// One identity.
    public static let found = ReturnCode(rawValue: "00")
    /// No identity.
    public static let none = ReturnCode(rawValue: "01")
    /// Several identities; they are never listed.
    public static let several = ReturnCode(rawValue: "02")
}
