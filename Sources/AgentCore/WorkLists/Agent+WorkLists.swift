import HealthIdentity
import INSi

/// What work lists need of the agent.
extension Agent {
    /// The revision of a state in which nobody can answer for a call; nil when somebody can.
    func revisionWithoutCaller() -> UInt64? {
        guard case .failure = readyCaller() else { return nil }
        return store.current.revision
    }

    /// Asks one line's question.
    func answer(
        _ question: WorkList.Question, for requester: Requester
    ) async throws(AgentError) -> WorkListBook.Outcome {
        switch question {
        case .search(let traits):
            var run = TraitsRun(requestId: try RandomText.uuid(), traits: traits, idempotencyKey: nil)
            let answer = try await search(traits, run.requestId, requester) { run.attempts = $0 }
            run.outcome = .success(answer)
            if let problem = run.state.problem { throw problem }
            return .search(run.state)
        case .verification(let number, let traits, let list):
            return .verification(
                try await verify(number: number, traits: traits, givenNameList: list, requester: requester))
        }
    }

    /// What a failed search asked, so that a list can ask it later. Throws `worklist.notQueueable` for a search that did not
    /// fail because the service was out of reach, is too old, or was by card.
    public func question(ofFailed requestId: String) throws(AgentError) -> WorkList.Question {
        guard let run = traitsRuns[requestId], run.mayBeAskedLater else { throw AgentError(.workListNotQueueable) }
        return .search(run.traits)
    }
}
