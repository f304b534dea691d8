/// The result of a card that was pulled at once, in memory only and for a bounded time (endpoint.md 1).
struct RetainedResult {
    /// The `ins` part as it stood.
    let state: INSState
    /// Seconds since 1970 UTC.
    let expiresAt: Int64
    /// The task that erases it.
    var expiry: Task<Void, Never>?

    init(state: INSState, expiresAt: Int64) {
        self.state = state
        self.expiresAt = expiresAt
    }

    /// What the state may say of it: nothing of the patient.
    var announcement: INSState.LastResult? {
        state.requestId.map { .init(requestId: $0, expiresAt: expiresAt) }
    }
}
