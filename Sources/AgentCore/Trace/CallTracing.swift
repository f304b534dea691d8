/// Port: the audit trail. Each call is recorded before its answer is used.
public protocol CallTracing: Sendable {
    /// Records one call; throws `storage.failed` when it cannot, and the answer is then not given out.
    func record(_ trace: CallTrace) async throws(AgentError)
}
