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

/// Who has the agent call, and what for.
public struct Requester: Equatable, Sendable {
    /// Name of the client or user; `automatic` for the call that nobody clicks for.
    public let name: String
    /// Whose the result is: unlike a name, one caller's own.
    public let owner: String
    /// What the call is for.
    public let purpose: Purpose

    /// What a call is for.
    public enum Purpose: String, Equatable, Sendable {
        /// A patient at the desk.
        case admission
        /// A line of a work list.
        case workList
        /// `insi-agent check`.
        case check
    }

    /// A caller of that name, which is its own where no other owner is named.
    public init(name: String, owner: String? = nil, purpose: Purpose = .admission) {
        self.name = name
        self.owner = owner ?? name
        self.purpose = purpose
    }

    /// The agent itself, when the configuration says that it calls without a click.
    public static let automatic = Requester(name: "automatic")
}

/// Port: the audit trail. Each call is recorded before its answer is used.
public protocol CallTracing: Sendable {
    /// Records one call; throws `storage.failed` when it cannot, and the answer is then not given out.
    func record(_ trace: CallTrace) async throws(AgentError)
}
