/// A refusal by the service, in either of its two generations (insi.md 5). Everything but its being a fault may be absent.
public struct SOAPFault: Equatable, Sendable {
    /// Whose fault the service says it is.
    public enum Side: String, Equatable, Sendable {
        /// The request's.
        case sender = "Sender"
        /// The service's.
        case receiver = "Receiver"
    }

    /// Local part of the subcode: `siram_10`, `siram_40`, `siram_100`.
    public let subcode: String?
    /// Whose fault it is.
    public let side: Side?
    /// The service's code: `desir_550`, `insi_102`.
    public let code: String?
    /// `information`, `avertissement`, `erreur`, `fatale`, and met in reality `fatal`.
    public let severity: String?
    /// The `MessageID` of the request: as echoed by the service, else as it was sent.
    public let messageID: String?
    /// The sentence for the user, French.
    public let reason: String?
    /// The technical message of `siram:Erreur`, French.
    public let text: String?

    /// A fault from its parts.
    public init(
        subcode: String?, side: Side?, code: String?, severity: String?, messageID: String?, reason: String?,
        text: String?
    ) {
        self.subcode = subcode
        self.side = side
        self.code = code
        self.severity = severity
        self.messageID = messageID
        self.reason = reason
        self.text = text
    }
}
