/// One call to the service, for the audit trail: who, what, when, outcome (SEL-MP-043 asks that calls can be traced).
public struct CallTrace: Equatable, Sendable {
    /// Identifier of the search; its attempts share it.
    public let requestId: String
    /// `wsa:MessageID` of the request.
    public let messageID: String
    /// `WS_INS1`, `WS_INS2` or `WS_INS3`.
    public let operation: String
    /// How the call was authenticated.
    public let authentication: Configuration.Authentication
    /// `Emetteur`: national identifier of the professional, or the structure's.
    public let emitter: String
    /// Who asked the agent, and what for.
    public let requester: Requester
    /// `CR 00`, or the code of the problem.
    public let outcome: String
    /// The answer's body when an identity was found: names a person, never to be written in clear.
    public let image: [UInt8]?
    /// Seconds since 1970 UTC.
    public let time: Int64
}
