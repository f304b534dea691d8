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
