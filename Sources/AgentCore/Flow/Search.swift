import HealthIdentity
import INSi

/// One search for the patient in place: what was asked, and what came of it.
struct Search {
    /// Identifier of the call.
    let requestId: String
    /// The patient's card session.
    let cardSession: String
    /// Whom it is for.
    let beneficiary: Int
    /// The rank that is sent.
    let birthRank: BirthRank
    /// What the card says and the answer must repeat to be usable.
    var agreement: Agreement
    /// Who asked.
    let requester: Requester
    /// The caller's key: the same key gets the same result.
    let idempotencyKey: String?
    /// What is measured of it.
    var measure = SearchMeasure()
    /// Still calling, or what came of it.
    var outcome: Result<INSiAnswer, AgentError>?
    /// The task that performs it.
    var task: Task<Void, Never>?
    /// Callers that wait for it.
    var waiters: [CheckedContinuation<Result<INSState, AgentError>, Never>] = []

    /// The `ins` part of the state.
    var state: INSState {
        var state = INSState()
        state.cardSession = cardSession
        state.beneficiary = beneficiary
        state.requestId = requestId
        switch outcome {
        case nil: state.status = .calling
        case .failure(let problem)?: (state.status, state.problem) = (.failed, problem)
        case .success(let answer)?:
            state.describe(answer.content, agreement)
            state.hints = SearchHint.afterCard(
                isBirthRankAssumed: agreement.isBirthRankAssumed, answer.content.returnCode)
        }
        return state
    }
}
