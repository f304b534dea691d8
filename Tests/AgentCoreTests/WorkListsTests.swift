import AgentTestKit
import Cryptography
import FoundationEssentials
import HTTPS
import INSi
import Testing

@testable import AgentCore

@Suite struct WorkListsTests {
    private func run(
        daily: Int = 100, _ body: (AgentBench, WorkLists) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "work-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = AgentBench.configuration()
        configuration.stateDirectory = folder.path
        configuration.workListPause = 0
        configuration.workListDaily = daily
        try await AgentBench.run(configuration) { bench in
            let lists = try WorkLists(agent: bench.agent, key: SealingKey.random())
            let running = Task { await lists.run() }
            defer { running.cancel() }
            try await body(bench, lists)
        }
    }

    private func lines(_ count: Int) throws -> [WorkList.Line] {
        let line = WorkList.Line(reference: nil, question: .search(try AgentTraitsTests.traits()))
        return Array(repeating: line, count: count)
    }

    /// Waits until the list is as wanted, looking again at each trace of a call.
    private func until(
        _ lists: WorkLists, _ id: String, _ bench: AgentBench, calls: Int, _ isWanted: (WorkList) -> Bool
    ) async throws -> WorkList {
        #expect(await bench.tracer.traces.wait { $0.count >= calls })
        let deadline = ContinuousClock.now + .seconds(300)
        while ContinuousClock.now < deadline {
            let list = try await lists.list(id, of: "a")
            if isWanted(list) { return list }
            await Task.yield()
        }
        throw TestFailure("list not as wanted")
    }

    @Test("The lists of a caller that is revoked go, those of others stay")
    func revoked() async throws {
        try await run { _, lists in
            for owner in ["a", "b", "a"] { _ = try await lists.create(lines(1), for: Requester(name: owner)) }
            try await lists.removeAll(of: "a")
            #expect(await lists.lists(of: "a").isEmpty)
            #expect(await lists.lists(of: "b").count == 1)
            try await lists.removeAll(of: "nobody")
        }
    }

    @Test("Nothing is called without a professional; then line after line, and the lists are each caller's own")
    func calls() async throws {
        try await run { bench, lists in
            let list = try await lists.create(lines(3), for: Requester(name: "a"))
            #expect(list.lines.map(\.status) == [.waiting, .waiting, .waiting])
            await #expect(throws: AgentError(.requestNotFound)) { try await lists.list(list.id, of: "b") }
            #expect(await lists.lists(of: "b").isEmpty)
            bench.service.answer(
                .success(Sample.found()), .failure(.unreadableAnswer(status: 200, what: "XML")),
                .success(Sample.answer(.none)))
            try await bench.readyProfessional()
            let done = try await until(lists, list.id, bench, calls: 3) { $0.lines[2].status == .done }
            #expect(done.lines.map(\.status) == [.done, .failed, .done])
            #expect(bench.service.calls.value.count == 3)
            #expect(done.lines[0].result?.status == .found)
            #expect(done.lines[1].problem?.code == "insi.unreadableAnswer")
            #expect(done.lines[2].result?.status == .notFound)
            #expect(bench.tracer.traces.value.allSatisfy { $0.requester == Requester(name: "a", purpose: .workList) })
            #expect(await lists.leftToday == 97)
            try await lists.remove(list.id, of: "a")
            await #expect(throws: AgentError(.requestNotFound)) { try await lists.list(list.id, of: "a") }
        }
    }

    @Test("A paused list rests and goes on at will")
    func pause() async throws {
        try await run { bench, lists in
            let list = try await lists.create(lines(1), for: Requester(name: "a"))
            #expect(try await lists.set(list.id, of: "a", paused: true).isPaused)
            try await bench.readyProfessional()
            let other = try await lists.create(lines(1), for: Requester(name: "a"))
            _ = try await until(lists, other.id, bench, calls: 1) { $0.lines[0].status == .done }
            #expect(try await lists.list(list.id, of: "a").lines[0].status == .waiting)
            _ = try await lists.set(list.id, of: "a", paused: false)
            _ = try await until(lists, list.id, bench, calls: 2) { $0.lines[0].status == .done }
        }
    }

    @Test("A list may not exceed what a day may call")
    func bound() async throws {
        try await run(daily: 2) { bench, lists in
            await #expect(throws: AgentError(.workListFull)) {
                try await lists.create(lines(3), for: Requester(name: "a"))
            }
            await #expect(throws: AgentError.self) { try await lists.create([], for: Requester(name: "a")) }
            _ = try await lists.create(lines(2), for: Requester(name: "a"))
            await #expect(throws: AgentError(.workListFull)) {
                try await lists.create(lines(1), for: Requester(name: "b"))
            }
        }
    }

    @Test("Lists are there again after a restart, and gone when the key is another")
    func restart() async throws {
        try await run { bench, lists in
            let directory = bench.agent.configuration.stateDirectory
            let key = try SealFile.key(credential: nil, stateDirectory: directory, secrets: .ofTests)
            let first = try WorkLists(agent: bench.agent, key: key)
            let list = try await first.create(lines(1), for: Requester(name: "a"))
            let second = try WorkLists(agent: bench.agent, key: key)
            #expect(try await second.list(list.id, of: "a") == list)
            let third = try WorkLists(agent: bench.agent, key: SealingKey.random())
            #expect(await third.lists(of: "a").isEmpty)
            #expect(bench.log.value.contains { $0.contains("work lists cannot be opened") })
        }
    }

    @Test("A list that is erased or paused while nobody can call is not called for afterwards, and tells why it waits")
    func erased() async throws {
        try await run { bench, lists in
            let gone = try await lists.create(lines(1), for: Requester(name: "a"))
            let paused = try await lists.create(lines(1), for: Requester(name: "a"))
            #expect(await lists.obstacle() == AgentError(.professionalAbsent))
            try await lists.remove(gone.id, of: "a")
            _ = try await lists.set(paused.id, of: "a", paused: true)
            let third = try await lists.create(lines(1), for: Requester(name: "a"))
            try await bench.readyProfessional()
            _ = try await until(lists, third.id, bench, calls: 1) { $0.lines[0].status == .done }
            #expect(bench.service.calls.value.count == 1)
            #expect(await lists.obstacle() == nil)
        }
    }

    @Test("A line that was interrupted says so, and one that was given up before its call waits on")
    func interruption() async throws {
        try await run { bench, lists in
            bench.service.answer(.failure(.transport(.cancelled(connected: true))), .success(Sample.found()))
            let list = try await lists.create(lines(2), for: Requester(name: "a"))
            try await bench.readyProfessional()
            let done = try await until(lists, list.id, bench, calls: 2) { $0.lines[1].status == .done }
            #expect(done.lines[0].problem?.code == "worklist.interrupted")
        }
    }

    @Test("A line whose call may have been made is not made again when the professional's card left meanwhile")
    func pulled() async throws {
        try await run { bench, lists in
            bench.service.answer(.failure(.transport(.timeout(connected: true))))
            bench.service.hold()
            let list = try await lists.create(lines(1), for: Requester(name: "a"))
            try await bench.readyProfessional()
            #expect(await bench.service.isCalled(1))
            bench.remove(from: AgentBench.desk)
            try await bench.until("gone") { $0.professional.status == .absent }
            bench.service.release()
            let ended = try await until(lists, list.id, bench, calls: 1) { $0.lines[0].status == .failed }
            #expect(ended.lines[0].problem?.code == "insi.timeout")
        }
    }
}
