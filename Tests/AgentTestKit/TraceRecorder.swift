public import AgentCore

/// The audit trail's double: keeps what it is told, or refuses.
public final class TraceRecorder: CallTracing {
    /// The traces so far.
    public let traces = Watched<[CallTrace]>([])
    /// Whether the next records fail.
    public let isFull = Watched(false)
    /// Whether there is no room for another call.
    public let isShut = Watched(false)
    /// The numbers of the calls that were announced.
    public let announced = Watched<[String]>([])

    /// An empty trail.
    public init() {}

    /// See `CallTracing`.
    public func begin(_ trace: CallTrace) async throws(AgentError) {
        guard !isShut.value else { throw AgentError(.storageFailed) }
        announced.update { $0.append(trace.messageID) }
    }

    /// See `CallTracing`.
    public func record(_ trace: CallTrace) async throws(AgentError) {
        guard !isFull.value else { throw AgentError(.storageFailed) }
        traces.update { $0.append(trace) }
    }
}
