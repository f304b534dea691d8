public import Cryptography
import Logging

/// Makes the calls of work lists, one after the other, with pauses, as long as somebody can answer for them.
///
/// Every change is on disk, sealed, before it is told. Lists are erased by their owner, or after 24 hours.
public actor WorkLists {
    private let agent: Agent
    private let store: WorkListStore
    private var book = WorkListBook()
    private var sleep: Task<Void, Never>?

    /// The lists of an agent, with what an earlier run kept. A file that this key does not open is erased: its content is a
    /// day old at most, and nobody can read it.
    public init(agent: Agent, key: SealingKey) throws(AgentError) {
        self.agent = agent
        store = WorkListStore(directory: agent.configuration.stateDirectory, key: key)
        do throws(AgentError) {
            book = try store.load()
        } catch {
            agent.log.error("work lists cannot be read, and are erased", metadata: ["code": "\(error.code)"])
            store.erase()
        }
        book.interrupt()
        try store.save(book)
    }

    /// Works until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            let now = Clock.now()
            if book.expire(at: now) { keep() }
            switch book.next(at: now, daily: agent.configuration.workListDaily) {
            case .rest(let time):
                await rest(.seconds(time.map { max(1, $0 - now) } ?? WorkList.lifetime))
            case .call(let place, let question):
                if let revision = await agent.revisionWithoutCaller() {
                    await waitForChange(after: revision)
                } else {
                    await perform(place, question)
                    await rest(.seconds(agent.configuration.workListPause))
                }
            }
        }
    }

    /// A new list of one caller. Throws `worklist.full` beyond the bound of a day.
    public func create(_ lines: [WorkList.Line], owner: String) throws(AgentError) -> WorkList {
        let waiting = book.lists.flatMap(\.lines).count { $0.status == .waiting || $0.status == .calling }
        guard !lines.isEmpty else {
            throw AgentError(.requestMalformed, detail: "lines : une ligne au moins est attendue.")
        }
        guard waiting + lines.count <= agent.configuration.workListDaily else { throw AgentError(.workListFull) }
        let list = WorkList(
            id: try RandomText.cardSession(), owner: owner, createdAt: Clock.now(), lines: lines)
        try change { $0.add(list) }
        return list
    }

    /// The lists of a caller, oldest first.
    public func lists(of owner: String) -> [WorkList] { book.lists.filter { $0.owner == owner } }

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
        let owner = book.lists.first { $0.id == place.list }?.owner ?? ""
        do throws(AgentError) {
            try change { $0.begin(place, at: Clock.now()) }
        } catch {
            agent.log.error("work list stopped", metadata: ["code": "\(error.code)"])
            return await rest(.seconds(60))
        }
        let result: Result<WorkListBook.Outcome, AgentError>
        do throws(AgentError) {
            result = .success(try await agent.answer(question, for: Requester(name: owner, purpose: .workList)))
        } catch {
            result = .failure(error)
        }
        if case .failure(let error) = result, error.needsCaller {
            book.giveBack(place, error)
        } else {
            book.end(place, result, at: Clock.now())
        }
        keep()
    }

    private func keep() {
        do throws(AgentError) {
            try store.save(book)
        } catch {
            agent.log.error("work lists not stored", metadata: ["code": "\(error.code)"])
        }
    }

    private func rest(_ duration: Duration) async {
        await sleeping { try? await Task.sleep(for: duration) }
    }

    private func waitForChange(after revision: UInt64) async {
        let store = agent.store
        await sleeping { _ = try? await store.wait(after: revision, for: .seconds(600)) }
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
    /// Whether nobody could answer for the call: it was not made, and waits for a professional.
    fileprivate var needsCaller: Bool {
        code.hasPrefix("professional.") || code.hasPrefix("pin.") || code.hasPrefix("card.")
            || code.hasPrefix("certificate.") && retry == .afterUserAction
    }
}
