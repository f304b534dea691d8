import HealthIdentity
import INSi
import Journal

/// What work lists need of the agent.
extension Agent {
    /// The revision of a state in which nobody can answer for a call, and why; nil when somebody can.
    func withoutCaller() -> (revision: UInt64, problem: AgentError)? {
        guard case .failure(let problem) = readyCaller() else { return nil }
        return (store.current.revision, problem)
    }

    /// What one line's question came to.
    struct LineAnswer {
        let result: Result<WorkListBook.Outcome, AgentError>
        /// How many calls left.
        let calls: Int
        /// How many of them were answered.
        let answers: Int
    }

    /// Asks one line's question. A turn without a call is no search: its line waits on, or was refused.
    func answer(_ question: WorkList.Question, for requester: Requester) async -> LineAnswer {
        let count = CallCount()
        let result: Result<WorkListBook.Outcome, AgentError>
        do throws(AgentError) {
            result = .success(try await outcome(question, requester, count))
        } catch {
            result = .failure(error)
        }
        if count.measure.calls > 0 { self.count(question.operation, requester, count.measure, .init(result)) }
        return LineAnswer(result: result, calls: count.measure.calls, answers: count.answers)
    }

    private func outcome(
        _ question: WorkList.Question, _ requester: Requester, _ count: CallCount
    ) async throws(AgentError) -> WorkListBook.Outcome {
        switch question {
        case .search(let traits):
            var run = TraitsRun(
                requestId: try RequestScope.ofSearch().id, owner: requester.owner, traits: traits,
                isProduction: configuration.environment == .production, idempotencyKey: nil)
            let answer = try await search(
                traits, run.requestId, requester, leaving: { count.measure.calls += 1 },
                report: { attempts in
                    run.attempts = attempts
                    count.answers += 1
                })
            run.outcome = .success(answer)
            if let problem = run.state.problem { throw problem }
            return .search(run.state)
        case .verification(let number, let traits, let list):
            return .verification(
                try await verify(
                    number: number, traits: traits, givenNameList: list, requester: requester,
                    leaving: { count.measure.calls += 1 }))
        }
    }

    /// Counts on the actor, from closures.
    final class CallCount {
        var measure = SearchMeasure()
        var answers = 0
    }

    /// What a failed search asked, so that a list can ask it later. Throws `worklist.notQueueable` for a search that did not
    /// fail because the service was out of reach, is too old, was by card, or another caller's.
    public func question(
        ofFailed requestId: String, askedBy owner: String
    ) throws(AgentError) -> WorkList.Question {
        guard let run = traitsRuns[requestId], run.owner == owner, run.mayBeAskedLater else {
            throw AgentError(.workListNotQueueable)
        }
        return .search(run.traits)
    }
}

extension WorkList.Question {
    fileprivate var operation: CountedSearch.Operation {
        switch self {
        case .search: .traits
        case .verification: .verification
        }
    }
}

extension CountedSearch.Ending {
    /// What a line's question came to.
    fileprivate init(_ result: Result<WorkListBook.Outcome, AgentError>) {
        switch result {
        case .success(.search(let state)): self.init(state)
        case .success(.verification(let verification)): self.init(.success(verification))
        case .failure(let error): self = .failed(error.code)
        }
    }
}
