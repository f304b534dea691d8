/// Port: the audit trail. Each call is announced before it leaves, and recorded before its answer is used.
public protocol CallTracing: Sendable {
    /// Announces a call, whose outcome is not known yet; throws `storage.failed` when that, or its end, could not be recorded, and
    /// the call is then not made.
    func begin(_ trace: CallTrace) async throws(AgentError)

    /// Records one call; throws `storage.failed` when it cannot, and the answer is then not given out.
    func record(_ trace: CallTrace) async throws(AgentError)
}
