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
    /// `CR 00`, or the code of the problem; nothing before the end of the call.
    public let outcome: String
    /// The matricule that was found, or asked with: never to be written in clear.
    public let matricule: String?
    /// The answer's body when an identity was found: names a person, never to be written in clear.
    public let image: [UInt8]?
    /// Seconds since 1970 UTC.
    public let time: Int64

    /// The same call after its end.
    func ended(_ outcome: String, matricule found: String? = nil, image: [UInt8]? = nil) -> CallTrace {
        CallTrace(
            requestId: requestId, messageID: messageID, operation: operation, authentication: authentication,
            emitter: emitter, requester: requester, outcome: outcome, matricule: found ?? matricule, image: image,
            time: Clock.now())
    }
}
