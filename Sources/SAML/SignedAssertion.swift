/// An assertion ready to be put into an envelope, octet for octet.
public struct SignedAssertion: Sendable, Equatable, CustomStringConvertible {
    /// Its `ID`.
    public let id: String
    /// Its `IssueInstant`, UTC with milliseconds.
    public let issueInstant: String
    /// The element in UTF-8, without XML declaration; any re-formatting breaks the signature (insi.md 3.4).
    public let octets: [UInt8]

    /// The `ID` only: the rest names a person.
    public var description: String { "SignedAssertion(\(id))" }
}
