public import HealthIdentity

/// What the service answered (insi.md 4).
public struct INSiAnswer: Equatable, Sendable {
    /// The `MessageID` of the request, for support.
    public let messageID: String
    /// What it said.
    public let content: Content
    /// The body as it came, for the trace: it names a person when an identity was found.
    public let image: [UInt8]

    /// Return code, words, and the identity when there is one.
    public struct Content: Equatable, Sendable {
        /// Found, none, several, or a code not known yet.
        public let returnCode: ReturnCode
        /// The service's own words for the code.
        public let label: String?
        /// The identity, unchanged; present exactly when a search found one.
        public let identity: INSIdentity?

        /// Content from its parts.
        public init(returnCode: ReturnCode, label: String?, identity: INSIdentity?) {
            self.returnCode = returnCode
            self.label = label
            self.identity = identity
        }
    }

    /// Found, none, several, or a code not known yet.
    public var returnCode: ReturnCode { content.returnCode }
    /// The identity, when one was found.
    public var identity: INSIdentity? { content.identity }

    /// An answer from its parts.
    public init(messageID: String, content: Content, image: [UInt8] = []) {
        self.messageID = messageID
        self.content = content
        self.image = image
    }
}
