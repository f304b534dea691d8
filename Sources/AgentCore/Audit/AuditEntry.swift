/// One line of the audit trail, of its contents what may stand in clear: no name, and the matricule only under a key.
public struct AuditEntry: Codable, Equatable, Sendable {
    /// What is told.
    public enum Event: String, Codable, Sendable {
        /// A file begins: where, by which program and under which key.
        case segment
        /// A call is about to leave. A call without its `call` line was cut by the end of the agent.
        case begin
        /// A call has ended.
        case call
        /// A line that was never acknowledged was cut off: the agent had been killed while it wrote.
        case recovery
        /// The trail was not as the agent left it.
        case fault
        /// An old file was removed after its time.
        case retention
    }

    /// Numbers grow by one.
    public var seq: Int
    /// RFC 3339, UTC.
    public var time: String
    /// What is told.
    public var event: Event
    /// The search; its attempts share it.
    public var requestId: String?
    /// `wsa:MessageID` of the request.
    public var messageID: String?
    /// `WS_INS1`, `WS_INS2` or `WS_INS3`.
    public var operation: String?
    /// How the call was authenticated.
    public var authentication: String?
    /// `Emetteur`: national identifier of the professional, or the structure's.
    public var emitter: String?
    /// Who asked the agent.
    public var requester: String?
    /// What the call was for.
    public var purpose: String?
    /// `CR 00`, or the code of the problem.
    public var outcome: String?
    /// The matricule under a key of this machine: equal for one person, and nobody's without the key.
    public var patient: String?
    /// The service's answer, sealed, in Base64.
    public var image: String?
    /// Where a file goes on from: the chain of the former file's last line.
    public var previous: String?
    /// Which key a file is made with.
    public var keyId: String?
    /// Name of the machine.
    public var host: String?
    /// Version of the agent.
    public var version: String?
    /// What was found or removed.
    public var detail: String?

    init(_ event: Event) {
        self.event = event
        (seq, time) = (0, "")
    }
}
