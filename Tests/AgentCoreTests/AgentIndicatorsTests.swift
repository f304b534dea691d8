import AgentTestKit
import Cryptography
import FoundationEssentials
import HTTPS
import HealthIdentity
import INSi
import Testing

@testable import AgentCore

/// Each search is counted once, whatever becomes of it.
@Suite struct AgentIndicatorsTests {
    private func endings(_ bench: AgentBench) -> [CountedSearch.Ending] {
        bench.counter.searches.value.map(\.ending)
    }

    private func traits(
        _ bench: AgentBench, _ givenNames: [String] = [Sample.givenName], key: String? = nil,
        by requester: Requester = Requester(name: "test")
    ) async throws -> INSState {
        try await bench.agent.searchByTraits(
            AgentTraitsTests.traits(givenNames), local: LocalIdentity(), idempotencyKey: key, requester: requester)
    }

    private var unusable: INSiAnswer {
        let identity = Sample.found().identity.map {
            INSIdentity(
                active: INSNumber(matricule: $0.active.matricule, key: "00", oid: "1.2.3"), history: [],
                traits: $0.traits)
        }
        return Sample.answer(.found, identity: identity)
    }

    @Test("Every outcome of a search by card")
    func card() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.service.answer(
                .success(Sample.found()), .success(unusable), .success(Sample.answer(.none)),
                .success(Sample.answer(.several)), .failure(.unavailable(status: 503)),
                .success(Sample.answer(ReturnCode(rawValue: "77"))))
            for _ in 0..<6 { _ = try? await bench.search(session) }
            #expect(
                endings(bench) == [
                    .found, .foundNotUsable(["oid.unknown", "key.incoherent"]), .notFound, .several,
                    .failed("insi.unavailable"), .failed("insi.unreadableAnswer"),
                ])
            let counted = bench.counter.searches.value
            #expect(counted.allSatisfy { $0.operation == .vitale && $0.purpose == .desk && $0.calls == 1 })
            #expect(counted.allSatisfy { (0..<60_000).contains($0.milliseconds) })
        }
    }

    @Test("Repeated and joined searches are counted once, refused ones not at all")
    func once() async throws {
        try await AgentBench.run { bench in
            await #expect(throws: AgentError.self) { try await bench.search("none") }
            await #expect(throws: AgentError(.professionalAbsent)) { try await traits(bench) }
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(Sample.familyCard())
            await #expect(throws: AgentError(.beneficiaryRequired)) { try await bench.search(session) }
            bench.service.hold()
            let first = Task { try await bench.search(session, beneficiary: 0, key: "a") }
            #expect(await bench.service.isCalled(1))
            let second = Task { try await bench.search(session, beneficiary: 0) }
            await #expect(throws: AgentError(.readerBusy)) { try await bench.search(session, beneficiary: 1) }
            bench.service.release()
            _ = (try await first.value, try await second.value)
            _ = try await bench.search(session, beneficiary: 0, key: "a")
            let counted = bench.counter.searches.value.count
            #expect(counted == bench.service.calls.value.count)
            _ = try await traits(bench, key: "k")
            _ = try await traits(bench, key: "k")
            #expect(bench.counter.searches.value.count == counted + 1)
            #expect(bench.counter.searches.value.last?.operation == .traits)
        }
    }

    @Test("A search by traits is one with all its calls, made again or not")
    func strategy() async throws {
        var configuration = AgentBench.configuration()
        configuration.retries = 1
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            bench.service.answer(
                .failure(.unavailable(status: 503)), .success(Sample.answer(.none)), .success(Sample.found()))
            _ = try await traits(bench, ["OLA", Sample.givenName])
            bench.service.answer(.failure(.unreadableAnswer(status: 200, what: "XML")))
            _ = try? await traits(bench)
            #expect(
                endings(bench) == [
                    .foundNotUsable(["givenName.differsFromRequest"]), .failed("insi.unreadableAnswer"),
                ])
            #expect(bench.counter.searches.value.map(\.calls) == [3, 1])
        }
    }

    @Test("A card that leaves during a search ends it as failed, once", arguments: [false, true])
    func removed(_ isCalled: Bool) async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            if isCalled { bench.service.hold() } else { bench.cards.pause(AgentBench.desk) }
            let answer = Task { try await bench.search(session) }
            if isCalled {
                #expect(await bench.service.isCalled(1))
            } else {
                #expect(await bench.cards.isHeld(AgentBench.desk))
            }
            bench.remove(from: AgentBench.counter)
            await #expect(throws: AgentError(.cardRemoved)) { try await answer.value }
            bench.service.release()
            bench.cards.release(AgentBench.desk)
            try await bench.untilLogged("search dropped")
            #expect(endings(bench) == [.failed("card.removed")])
            #expect(bench.counter.searches.value.map(\.calls) == [isCalled ? 1 : 0])
        }
    }

    @Test("A card that leaves after its search ended changes nothing")
    func leftLater() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            _ = try await bench.search(bench.insertVitale())
            bench.remove(from: AgentBench.counter)
            try await bench.until("gone") { $0.patient.status == .absent }
            #expect(endings(bench) == [.found])
        }
    }

    @Test("Searches that the agent's end gives up are counted as failed")
    func ending() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.service.hold()
            let card = Task { try await bench.search(session) }
            #expect(await bench.service.isCalled(1))
            let other = Task { try await traits(bench) }
            #expect(await bench.service.isCalled(2))
            let end = Task { await bench.agent.endCalls() }
            #expect(await bench.counter.searches.wait { $0.count == 1 })
            bench.service.answer(.failure(.transport(.cancelled(connected: true))))
            bench.service.release()
            await end.value
            _ = (await card.result, await other.result)
            #expect(endings(bench) == [.failed("insi.abandoned"), .failed("insi.abandoned")])
            #expect(Set(bench.counter.searches.value.map(\.operation)) == [.vitale, .traits])
            await #expect(throws: AgentError.self) { try await traits(bench) }
            #expect(endings(bench).count == 2)
        }
    }

    @Test("Nobody's click is counted apart, and a check not at all")
    func purposes() async throws {
        try await AgentBench.run(AgentBench.configuration(automatic: true)) { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            try await bench.until("found") { $0.ins.status == .found }
            _ = try await bench.search(session)
            _ = try await traits(bench, by: Requester(name: "user:0", purpose: .check))
            #expect(bench.counter.searches.value.map(\.purpose) == [.automatic, .desk])
        }
    }

    @Test("Verifications are counted when they began")
    func verification() async throws {
        var configuration = AgentBench.configuration()
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            await #expect(throws: AgentError(.verificationOff)) { try await verify(bench) }
            #expect(endings(bench).isEmpty)
        }
        (configuration.verificationNamespace, configuration.verificationAction) = ("urn:a", "urn:b")
        try await AgentBench.run(configuration) { bench in
            await #expect(throws: AgentError(.professionalAbsent)) { try await verify(bench) }
            try await bench.readyProfessional()
            bench.service.answer(
                .success(Sample.answer(.found)), .success(Sample.answer(.none)),
                .success(Sample.answer(ReturnCode(rawValue: "77"))), .failure(.unavailable(status: 503)))
            for _ in 0..<4 { _ = try? await verify(bench) }
            #expect(
                endings(bench) == [
                    .found, .notFound, .failed("insi.unreadableAnswer"), .failed("insi.unavailable"),
                ])
            #expect(bench.counter.searches.value.allSatisfy { $0.operation == .verification && $0.calls == 1 })
        }
    }

    private func verify(_ bench: AgentBench) async throws -> Agent.Verification {
        let number = try #require(Sample.found().identity?.active)
        return try await bench.agent.verify(
            number: number, traits: AgentTraitsTests.traits(), givenNameList: nil, requester: Requester(name: "test"))
    }

    @Test("Each line of a work list is counted once")
    func workList() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "count-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = AgentBench.configuration()
        configuration.stateDirectory = folder.path
        configuration.workListPause = 0
        (configuration.verificationNamespace, configuration.verificationAction) = ("urn:a", "urn:b")
        try await AgentBench.run(configuration) { bench in
            let lists = try WorkLists(agent: bench.agent, key: SealingKey.random())
            let running = Task { await lists.run() }
            defer { running.cancel() }
            let number = try #require(Sample.found().identity?.active)
            let questions: [WorkList.Question] = [
                .search(try AgentTraitsTests.traits()),
                .verification(number, try AgentTraitsTests.traits(), givenNameList: nil),
                .search(try AgentTraitsTests.traits()),
            ]
            _ = try await lists.create(
                questions.map { .init(reference: nil, question: $0) }, for: Requester(name: "a"))
            bench.service.answer(
                .success(Sample.found()), .success(Sample.answer(.none)),
                .failure(.unreadableAnswer(status: 200, what: "XML")))
            try await bench.readyProfessional()
            #expect(await bench.counter.searches.wait { $0.count >= 3 })
            #expect(endings(bench) == [.found, .notFound, .failed("insi.unreadableAnswer")])
            let counted = bench.counter.searches.value
            #expect(counted.map(\.operation) == [.traits, .verification, .traits])
            #expect(counted.allSatisfy { $0.purpose == .workList && $0.calls == 1 })
        }
    }
}
