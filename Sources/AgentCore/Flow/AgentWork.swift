import SmartCard
import Synchronization

/// What the agent has done outside of itself since it started. A request that was refused adds nothing.
public struct AgentWork: Equatable, Sendable {
    /// Calls that were made to the INSi service, whatever came of them.
    public let insiCalls: Int
    /// Commands that were sent to cards: APDU, and orders to a reader's PIN pad. Those of the official libraries are sent by
    /// their own process and are not in it.
    public let cardCommands: Int
}

extension Agent {
    /// The counts now.
    public nonisolated var work: AgentWork {
        AgentWork(insiCalls: calls.load(ordering: .relaxed), cardCommands: cards.commandCount)
    }
}
