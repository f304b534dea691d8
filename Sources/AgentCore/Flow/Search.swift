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
    /// The birth date on the card, which the answer must repeat to be usable.
    let birthDate: BirthDate?
    /// The caller's key: the same key gets the same result.
    let idempotencyKey: String?
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
        case .success(let answer)?: describe(answer, in: &state)
        }
        return state
    }

    private func describe(_ answer: INSiAnswer, in state: inout INSState) {
        switch answer.returnCode {
        case .found:
            state.status = .found
            state.identity = answer.identity
            state.notUsableBecause = answer.identity?.reasonsNotUsable(birthDate: birthDate) ?? []
        case .none: state.status = .notFound
        case .several: state.status = .several
        default:
            state.status = .failed
            state.problem = AgentError(.insUnreadableAnswer, underlying: "CodeCR \(answer.returnCode.rawValue)")
        }
    }
}

extension INSIdentity {
    /// What forbids using the identity: another birth date than the card's, an unknown authority, a key that does not fit, a
    /// missing trait (insi.md 4.6).
    func reasonsNotUsable(birthDate: BirthDate?) -> [String] {
        var reasons: [String] = []
        if let known = traits.birthDate, let birthDate, known != birthDate {
            reasons.append("birthDate.differsFromCard")
        }
        if active.kind == nil { reasons.append("oid.unknown") }
        if !active.hasCoherentKey { reasons.append("key.incoherent") }
        let required: [(String, Bool)] = [
            ("birthName", traits.birthName == nil), ("givenNames", traits.givenNames == nil),
            ("sex", traits.sex == nil),
            ("birthDate", traits.birthDate == nil), ("birthPlace", traits.birthPlace == nil),
        ]
        return reasons + required.filter(\.1).map { "traits.missing.\($0.0)" }
    }
}
