public import HealthIdentity

/// What the service answered to a search (insi.md 4).
public struct INSiAnswer: Equatable, Sendable {
    /// The `MessageID` of the request, for support.
    public let messageID: String
    /// Found, none, several, or a code not known yet.
    public let returnCode: ReturnCode
    /// The service's own words for the code.
    public let label: String?
    /// The identity, unchanged; present exactly when the code is `found`.
    public let identity: INSIdentity?

    /// An answer from its parts.
    public init(messageID: String, returnCode: ReturnCode, label: String?, identity: INSIdentity?) {
        self.messageID = messageID
        self.returnCode = returnCode
        self.label = label
        self.identity = identity
    }
}
