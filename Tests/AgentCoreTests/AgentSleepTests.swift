import AgentTestKit
import HealthIdentity
import SmartCard
import Testing

@testable import AgentCore

/// A machine that sleeps when the test says so.
private struct ScriptedWakes: WakeSignalling {
    private let stream = AsyncStream.makeStream(of: Void.self)

    func wakes() -> AsyncStream<Void> { stream.stream }
    func wake() { stream.continuation.yield() }
    func end() { stream.continuation.finish() }
}

@Suite struct AgentSleepTests {
    private let automatic = AgentBench.configuration(automatic: true)

    /// Runs a bench whose agent follows a signal.
    private func run(
        _ configuration: Configuration = AgentBench.configuration(),
        _ body: (AgentBench, ScriptedWakes) async throws -> Void
    ) async throws {
        try await AgentBench.run(configuration) { bench in
            let wakes = ScriptedWakes()
            let following = Task { await bench.agent.follow(wakes) }
            let result: Result<Void, any Error>
            do { result = .success(try await body(bench, wakes)) } catch { result = .failure(error) }
            wakes.end()
            await following.value
            try result.get()
        }
    }

    @Test("Each wake ends the PIN session")
    func session() async throws {
        try await run { bench, wakes in
            try await bench.readyProfessional()
            wakes.wake()
            try await bench.until("locked") { $0.professional.status == .locked }
            try await bench.present("1234")
            try await bench.until("ready") { $0.professional.status == .ready }
            wakes.wake()
            try await bench.until("locked again") { $0.professional.status == .locked }
        }
    }

    @Test("A call that is not answered at the wake is explained within two seconds, and never made again by itself")
    func unanswered() async throws {
        var configuration = automatic
        configuration.retries = 5
        try await run(configuration) { bench, wakes in
            bench.service.holdUntilCancelled()
            try await bench.readyProfessional()
            try await bench.insertVitale()
            try #require(await bench.service.isCalled(1))
            let woken = ContinuousClock.now
            wakes.wake()
            let failed = try await bench.until("explained") { $0.ins.status == .failed }
            #expect(ContinuousClock.now - woken < .seconds(2))
            #expect(failed.state.ins.problem?.code == "insi.suspended")
            #expect(bench.state.professional.status == .locked)
            #expect(bench.tracer.traces.value.map(\.outcome) == ["insi.suspended"])
            bench.service.release()
            try await bench.present("1234")
            try await bench.until("ready") { $0.professional.status == .ready }
            #expect(bench.service.calls.value.count == 1)
            let session = try #require(bench.state.patient.cardSession)
            #expect(try await bench.search(session).status == .found)
            #expect(bench.service.calls.value.count == 2)
        }
    }

    @Test("A call that is answered at the wake is not disturbed")
    func answered() async throws {
        try await run(automatic) { bench, wakes in
            bench.service.hold()
            try await bench.readyProfessional()
            try await bench.insertVitale()
            try #require(await bench.service.isCalled(1))
            wakes.wake()
            try await bench.until("awake") { $0.professional.status == .locked }
            bench.service.release()
            let found = try await bench.until("found") { $0.ins.status != .calling }
            #expect(found.state.ins.status == .found)
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("A search by traits is explained too")
    func byTraits() async throws {
        try await run { bench, wakes in
            bench.service.holdUntilCancelled()
            try await bench.readyProfessional()
            let traits = try AgentTraitsTests.traits()
            async let search = bench.agent.searchByTraits(
                traits, local: LocalIdentity(), idempotencyKey: nil, requester: Requester(name: "test"))
            try #require(await bench.service.isCalled(1))
            wakes.wake()
            do {
                _ = try await search
                Issue.record("the search ended well")
            } catch {
                #expect((error as? AgentError)?.code == "insi.suspended")
            }
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("A result kept for somebody who left before the sleep is gone after it")
    func retained() async throws {
        try await run(automatic) { bench, wakes in
            try await bench.readyProfessional()
            try await bench.insertVitale()
            try await bench.until("found") { $0.ins.status == .found }
            bench.remove(from: AgentBench.counter)
            try await bench.until("kept") { $0.ins.lastResult != nil }
            wakes.wake()
            try await bench.until("dropped") { $0.ins.lastResult == nil }
        }
    }
}
