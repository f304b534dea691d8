public import HealthIdentity
import INSi
import Logging

/// WS_INS2: searches by traits, without a patient's card.
extension Agent {
    private static let together = 4
    /// How long a failed search can still be put on a work list.
    private static let failureKept = 900

    /// Searches the INS of a person by traits, given name after given name (insi.md 6.4), and returns what came of it. The
    /// search goes on when the caller leaves; its result is kept as long as that of a card that was pulled.
    ///
    /// Throws what forbids or prevents the call, and the problem of a search that failed, with its `requestId`.
    public func searchByTraits(
        _ traits: SoughtTraits, local: LocalIdentity, idempotencyKey: String?, requester: Requester
    ) async throws(AgentError) -> INSState {
        try gate(local)
        if let idempotencyKey, let known = traitsRuns.values.first(where: { $0.idempotencyKey == idempotencyKey }) {
            guard known.traits == traits else { throw AgentError(.idempotencyKeyReused) }
            return try await result(ofTraits: known.requestId)
        }
        guard traitsRuns.values.count(where: { $0.outcome == nil }) < Self.together else {
            throw AgentError(.insBusy)
        }
        _ = try readyCaller().get()
        let run = TraitsRun(requestId: try RandomText.uuid(), traits: traits, idempotencyKey: idempotencyKey)
        traitsRuns[run.requestId] = run
        Task { await perform(run, for: requester) }
        return try await result(ofTraits: run.requestId)
    }

    private func result(ofTraits requestId: String) async throws(AgentError) -> INSState {
        if traitsRuns[requestId]?.outcome == nil {
            await withCheckedContinuation { traitsRuns[requestId]?.waiters.append($0) }
        }
        guard let state = traitsRuns[requestId]?.state else { throw AgentError(.requestNotFound) }
        if let problem = state.problem { throw problem.of(requestId: requestId) }
        return state
    }

    private func perform(_ run: TraitsRun, for requester: Requester) async {
        let requestId = run.requestId
        let outcome: Result<INSiAnswer.Content, AgentError>
        do throws(AgentError) {
            outcome = .success(
                try await search(run.traits, requestId, requester) { traitsRuns[requestId]?.attempts = $0 })
        } catch {
            outcome = .failure(error)
        }
        traitsRuns[requestId]?.outcome = outcome
        log.info("search by traits ended", metadata: ["requestId": "\(requestId)", "outcome": "\(Self.told(outcome))"])
        let waiters = traitsRuns[requestId]?.waiters ?? []
        traitsRuns[requestId]?.waiters = []
        keep(requestId)
        for waiter in waiters { waiter.resume() }
    }

    /// The strategy, call by call; `report` is told of each.
    func search(
        _ traits: SoughtTraits, _ requestId: String, _ requester: Requester,
        _ report: ([GivenNameStrategy.Attempt]) -> Void = { _ in }
    ) async throws(AgentError) -> INSiAnswer.Content {
        var strategy = GivenNameStrategy(traits)
        var last = INSiAnswer.Content(returnCode: .none, label: nil, identity: nil)
        while let next = strategy.next {
            let answer = try await ask(requestId, for: requester) { () async throws(AgentError) in
                let caller = try readyCaller().get()
                return PreparedCall(
                    request: .traits(next), authentication: try await authentication(of: caller),
                    emitter: caller.emitter)
            }
            strategy.note(answer.returnCode)
            last = answer.content
            report(strategy.attempts)
        }
        guard let outcome = strategy.outcome, outcome != last.returnCode else { return last }
        return INSiAnswer.Content(returnCode: outcome, label: nil, identity: nil)
    }

    /// Keeps a finished search in memory for its bounded time.
    private func keep(_ requestId: String) {
        guard let run = traitsRuns[requestId] else { return }
        let seconds = run.mayBeAskedLater ? Self.failureKept : configuration.resultRetention
        traitsRuns[requestId]?.expiry = Task {
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            traitsRuns[requestId] = nil
        }
    }

    /// Forgets every search by traits; those that wait are told.
    func dropTraitsRuns() {
        let dropped = traitsRuns.values
        traitsRuns = [:]
        for run in dropped {
            run.expiry?.cancel()
            for waiter in run.waiters { waiter.resume() }
        }
    }

    private static func told(_ outcome: Result<INSiAnswer.Content, AgentError>) -> String {
        switch outcome {
        case .success(let answer): "CR \(answer.returnCode.rawValue)"
        case .failure(let error): error.code
        }
    }
}
