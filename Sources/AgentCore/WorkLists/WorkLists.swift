public import Cryptography
import Journal
import Logging

/// Makes the calls of work lists, one after the other, with pauses, as long as somebody can answer for them.
///
/// Every change is on disk, sealed, before it is told. Lists are erased by their owner, or after 24 hours.
public actor WorkLists {
    private let agent: Agent
    private let store: WorkListStore
    private var book = WorkListBook()
    private var sleep: Task<Void, Never>?
    /// No call before: the pause between two lines, whatever else happens.
    private var nextCall = ContinuousClock.now

    /// The lists of an agent, with what an earlier run kept. A file that this key does not open is erased: its content is a
    /// day old at most, and nobody can read it. Throws `storage.failed` for one that cannot be read now.
    public init(agent: Agent, key: SealingKey) throws(AgentError) {
        self.agent = agent
        store = WorkListStore(directory: agent.configuration.stateDirectory, key: key)
        if let kept = try store.load() {
            book = kept
        } else {
            agent.log.tell(.workListsErased)
            store.erase()
        }
        book.interrupt()
    }

    /// Works until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            switch next() {
            case .rest(let time): await rest(until: time)
            case .call where ContinuousClock.now < nextCall:
                await rest(ContinuousClock.now.duration(to: nextCall))
            case .call:
                if let (revision, _) = await agent.withoutCaller() {
                    await waitForChange(after: revision)
                } else if case .call(let place, let question) = next() {
                    // Looked at again: its owner may have paused or erased it meanwhile.
                    await perform(place, question)
                    nextCall = .now + .seconds(agent.configuration.workListPause)
                }
            }
        }
    }

    private func next() -> WorkListBook.Step {
        if book.expire(at: Clock.now()) { keep() }
        return book.next(at: Clock.now(), daily: agent.configuration.workListDaily)
    }

    /// A new list of one caller. Throws `worklist.full` beyond the bound of a day.
    public func create(_ lines: [WorkList.Line], for requester: Requester) throws(AgentError) -> WorkList {
        let waiting = book.lists.flatMap(\.lines).count { $0.status == .waiting || $0.status == .calling }
        guard !lines.isEmpty else {
            throw AgentError(.requestMalformed, detail: "lines : une ligne au moins est attendue.")
        }
        guard waiting + lines.count <= agent.configuration.workListDaily else { throw AgentError(.workListFull) }
        let list = WorkList(
            id: try RandomText.cardSession(), owner: requester.owner, ownerName: requester.name, createdAt: Clock.now(),
            requestId: RequestScope.current?.id, lines: lines)
        try change { $0.add(list) }
        return list
    }

    /// The lists of a caller, oldest first.
    public func lists(of owner: String) -> [WorkList] {
        let now = Clock.now()
        return book.lists.filter { $0.owner == owner && $0.expiresAt > now }
    }

    /// Why lists that wait are not worked off now; nil when they are.
    public func obstacle() async -> AgentError? { await agent.withoutCaller()?.problem }

    /// One list of a caller. Throws `request.notFound` for one that is gone or another's.
    public func list(_ id: String, of owner: String) throws(AgentError) -> WorkList {
        guard let list = lists(of: owner).first(where: { $0.id == id }) else { throw AgentError(.requestNotFound) }
        return list
    }

    /// Rests or goes on at its owner's wish; a call under way is not broken off.
    public func set(_ id: String, of owner: String, paused: Bool) throws(AgentError) -> WorkList {
        _ = try list(id, of: owner)
        try change { $0.change(id) { $0.isPaused = paused } }
        return try list(id, of: owner)
    }

    /// Erases a list that its owner has collected, or wants no more.
    public func remove(_ id: String, of owner: String) throws(AgentError) {
        _ = try list(id, of: owner)
        try change { $0.remove(id) }
    }

    /// Erases the lists of a caller that is revoked: nothing is asked in its name any more. A call under way is not broken off.
    public func removeAll(of owner: String) throws(AgentError) {
        let ids = book.lists.filter { $0.owner == owner }.map(\.id)
        guard !ids.isEmpty else { return }
        try change { book in ids.forEach { book.remove($0) } }
    }

    /// Searches left for today.
    public var leftToday: Int { max(0, agent.configuration.workListDaily - book.used(at: Clock.now())) }

    private func change(_ body: (inout WorkListBook) -> Void) throws(AgentError) {
        var next = book
        body(&next)
        try store.save(next)
        book = next
        sleep?.cancel()
    }

    private func perform(_ place: WorkListBook.Place, _ question: WorkList.Question) async {
        guard let list = book.lists.first(where: { $0.id == place.list }) else { return }
        let requester = Requester(name: list.ownerName, owner: list.owner, purpose: .workList)
        do throws(AgentError) {
            try change { $0.begin(place, at: Clock.now()) }
        } catch {
            agent.log.tell(.workListStopped, .code(error), .cause(error))
            return await rest(.seconds(60))
        }
        let scope = (try? RequestScope.ofSearch()).map { RequestScope(id: $0.id, cause: list.requestId) }
        let answer = await RequestScope.$current.withValue(scope) { await agent.answer(question, for: requester) }
        book.end(place, await ending(answer), at: Clock.now())
        keep()
    }

    /// What became of a line's turn, by what left and what was answered.
    private func ending(_ answer: Agent.LineAnswer) async -> WorkListBook.Ending {
        switch answer.result {
        case .success(let outcome): return .done(outcome)
        case .failure(let error) where answer.calls == 0:
            if await isNobodyThere() { return .notBegun(error) }
            return error.isOfTheMoment ? .postponed(error) : .failed(error)
        case .failure(let error) where error.code == Problem.callAbandoned.rawValue:
            return .failed(AgentError(.workListInterrupted))
        case .failure(let error):
            guard error.mayBeAskedAgain || error.neverReached else { return .failed(error) }
            return .outOfReach(error, isCounted: !error.neverReached || answer.answers > 0)
        }
    }

    /// Whether the agent ends, or nobody can answer for calls.
    private func isNobodyThere() async -> Bool {
        if Task.isCancelled { return true }
        return await agent.withoutCaller() != nil
    }

    private func keep() {
        do throws(AgentError) {
            try store.save(book)
        } catch {
            agent.log.tell(.workListsUnstored, .code(error), .cause(error))
        }
    }

    private func rest(until time: Int64?) async {
        await rest(.seconds(time.map { max(1, $0 - Clock.now()) } ?? WorkList.lifetime))
    }

    private func rest(_ duration: Duration) async {
        await sleeping { try? await Task.sleep(for: duration) }
    }

    /// Until the state changes, or the oldest list is to be erased.
    private func waitForChange(after revision: UInt64) async {
        let store = agent.store
        let expiry = book.lists.map(\.expiresAt).min().map { max(1, $0 - Clock.now()) } ?? 600
        await sleeping {
            do throws(AgentError) {
                _ = try await store.wait(after: revision, for: .seconds(min(600, expiry)))
            } catch {
                // Too many wait for the state: look again after a while.
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// Sleeps until a change of the lists, too.
    private func sleeping(_ body: @escaping @Sendable () async -> Void) async {
        let sleep = Task { await body() }
        self.sleep = sleep
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
    }
}

extension AgentError {
    /// Whether a reader or a card stood in the way before any call.
    fileprivate var isOfTheMoment: Bool {
        (code.hasPrefix("reader.") || code.hasPrefix("card.")) && (retry == .later || retry == .now)
    }
}
