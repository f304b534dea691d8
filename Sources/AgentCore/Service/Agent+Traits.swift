public import HealthIdentity
import INSi
import Journal
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
        guard !isEnding else { throw .abandonedBeforeCall }
        if let idempotencyKey, let known = traitsRuns.values.first(where: { $0.idempotencyKey == idempotencyKey }) {
            guard known.traits == traits else { throw AgentError(.idempotencyKeyReused) }
            log.tell(.searchJoined, .search(known.requestId))
            return try await result(ofTraits: known.requestId)
        }
        try checkRoom()
        _ = try readyCaller().get()
        let scope = try RequestScope.ofSearch()
        var run = TraitsRun(
            requestId: scope.id, owner: requester.owner, traits: traits,
            isProduction: configuration.environment == .production,
            idempotencyKey: idempotencyKey)
        let request = run
        run.task = RequestScope.$current.withValue(scope) { Task { await perform(request, for: requester) } }
        traitsRuns[run.requestId] = run
        return try await result(ofTraits: run.requestId)
    }

    /// Refuses more searches and verifications of the desk than run at once.
    func checkRoom() throws(AgentError) {
        let running = traitsRuns.values.count { $0.outcome == nil } + verifications.count
        guard running < Self.together else { throw AgentError(.insBusy) }
    }

    private func result(ofTraits requestId: String) async throws(AgentError) -> INSState {
        guard let run = traitsRuns[requestId] else { throw AgentError(.requestNotFound) }
        guard run.outcome == nil else { return try run.result.get() }
        return try await withCheckedContinuation { traitsRuns[requestId]?.waiters.append($0) }.get()
    }

    private func perform(_ run: TraitsRun, for requester: Requester) async {
        let requestId = run.requestId
        log.tell(.searchBegun)
        let outcome: Result<INSiAnswer.Content, AgentError>
        do throws(AgentError) {
            outcome = .success(
                try await search(
                    run.traits, requestId, requester, leaving: { traitsRuns[requestId]?.measure.calls += 1 },
                    report: { traitsRuns[requestId]?.attempts = $0 }))
        } catch {
            outcome = .failure(error)
        }
        traitsRuns[requestId]?.outcome = outcome
        tell(outcome.map(\.returnCode))
        let waiters = traitsRuns[requestId]?.waiters ?? []
        traitsRuns[requestId]?.waiters = []
        guard let ended = traitsRuns[requestId] else { return }
        let result = ended.result
        count(.traits, requester, ended.measure, .init(result))
        keep(requestId)
        for waiter in waiters { waiter.resume(returning: result) }
    }

    /// The strategy, call by call; `leaving` is told before each, `report` of what was answered.
    func search(
        _ traits: SoughtTraits, _ requestId: String, _ requester: Requester, leaving: () -> Void = {},
        report: ([GivenNameStrategy.Attempt]) -> Void
    ) async throws(AgentError) -> INSiAnswer.Content {
        var strategy = GivenNameStrategy(traits)
        var last = INSiAnswer.Content(returnCode: .none, label: nil, identity: nil)
        while let next = strategy.next {
            let answer = try await ask(requestId, for: requester, leaving: leaving) { () async throws(AgentError) in
                let caller = try readyCaller().get()
                return PreparedCall(
                    request: .traits(next), authentication: try await authentication(of: caller, for: requester),
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
        traitsRuns[requestId]?.task = Task {
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            traitsRuns[requestId] = nil
        }
    }

    /// Gives up every call under way and begins no other; returns once each is traced and whoever waits is told. The agent is
    /// about to end.
    public func endCalls() async {
        isEnding = true
        let searching = search.flatMap { $0.outcome == nil ? $0.task : nil }
        endSearch(because: AgentError(.callAbandoned))
        let running =
            traitsRuns.values.filter { $0.outcome == nil }.compactMap(\.task) + verifications.values
            + [searching].compactMap(\.self)
        for task in running { task.cancel() }
        for task in running { await task.value }
        for run in traitsRuns.values { run.task?.cancel() }
        traitsRuns = [:]
    }
}
