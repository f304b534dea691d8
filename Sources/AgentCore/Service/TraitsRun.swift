import HealthIdentity
import INSi

/// One search by traits: what was asked, and what came of it.
struct TraitsRun {
    /// Identifier of the search, shared by its calls.
    let requestId: String
    /// Who asked: nobody else gets its result.
    let owner: String
    /// Whom it is searched for.
    let traits: SoughtTraits
    /// Whether numbers of test are refused.
    let isProduction: Bool
    /// The caller's key; the caller's name is part of it.
    let idempotencyKey: String?
    /// The calls that were made.
    var attempts: [GivenNameStrategy.Attempt] = []
    /// What is measured of it.
    var measure = SearchMeasure()
    /// Still calling, or what came of it.
    var outcome: Result<INSiAnswer.Content, AgentError>?
    /// Callers that wait for it.
    var waiters: [CheckedContinuation<Result<INSState, AgentError>, Never>] = []
    /// The task that performs it, then the one that erases it.
    var task: Task<Void, Never>?

    /// The same words as for a card's search.
    var state: INSState {
        var state = INSState()
        state.requestId = requestId
        state.attempts = attempts.map {
            .init(givenName: $0.givenName, hasBirthPlace: $0.hasBirthPlace, returnCode: $0.returnCode.rawValue)
        }
        switch outcome {
        case nil: state.status = .calling
        case .failure(let problem)?: (state.status, state.problem) = (.failed, problem)
        case .success(let answer)?:
            state.describe(answer, agreement)
            state.hints = SearchHint.afterTraits(traits, answer.returnCode)
        }
        return state
    }

    /// What a caller is told.
    var result: Result<INSState, AgentError> {
        let state = state
        return state.problem.map { .failure($0.of(requestId: requestId)) } ?? .success(state)
    }

    private var agreement: Agreement {
        Agreement(
            source: .request, birthDate: traits.birthDate, givenNames: traits.givenNames.map(\.text),
            birthName: traits.birthName.text, sex: traits.sex, birthPlace: traits.birthPlace,
            refusesTestNumbers: isProduction)
    }

    /// Whether it failed in a way that may be gone later, so that a work list may take it.
    var mayBeAskedLater: Bool {
        if case .failure(let error)? = outcome { error.retry == .later } else { false }
    }
}

extension INSState {
    /// Fills in what an answer says.
    mutating func describe(_ answer: INSiAnswer.Content, _ agreement: Agreement) {
        switch answer.returnCode {
        case .found:
            status = .found
            identity = answer.identity
            notUsableBecause = answer.identity.map(agreement.reasonsNotUsable) ?? []
        case .none: status = .notFound
        case .several: status = .several
        default:
            status = .failed
            problem = AgentError(.insUnreadableAnswer, underlying: "CodeCR \(answer.returnCode.rawValue)")
        }
    }
}
