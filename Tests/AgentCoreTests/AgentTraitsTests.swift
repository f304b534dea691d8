import AgentTestKit
import HTTPS
import HealthIdentity
import INSi
import SAML
import Testing

@testable import AgentCore

@Suite struct AgentTraitsTests {
    static func traits(
        _ givenNames: [String] = [Sample.givenName], place: String? = nil
    ) throws -> SoughtTraits {
        try SoughtTraits(
            birthName: Sample.name, givenNames: givenNames, sex: "F", birthDate: Sample.birthDate, birthPlace: place,
            today: "2026-11-21")
    }

    private func search(
        _ bench: AgentBench, _ traits: SoughtTraits, local: LocalIdentity = LocalIdentity(), key: String? = nil
    ) async throws -> INSState {
        try await bench.agent.searchByTraits(
            traits, local: local, idempotencyKey: key, requester: Requester(name: "test"))
    }

    @Test("A search without a patient's card is signed, found, and leaves nothing in the state")
    func found() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let result = try await search(bench, Self.traits())
            #expect(result.status == .found)
            #expect(result.notUsableBecause.isEmpty)
            #expect(result.attempts == [.init(givenName: 0, hasBirthPlace: false, returnCode: "00")])
            #expect(bench.state.ins == INSState())
            let call = try #require(bench.service.calls.value.first)
            #expect(call.traits?.birthName.text == Sample.name)
            #expect(call.assertion != nil && call.vitaleAssertion == nil)
            #expect(await bench.agent.result(requestId: result.requestId ?? "", for: "test") == result)
            #expect(await bench.agent.result(requestId: result.requestId ?? "", for: "other") == nil)
        }
    }

    @Test("The strategy's calls share one assertion while it is young, and have identifiers of their own")
    func strategy() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            bench.service.answer(
                .success(Sample.answer(.none)), .success(Sample.answer(.several)), .success(Sample.answer(.none)),
                .success(Sample.found()))
            let result = try await search(bench, Self.traits(["OLA", Sample.givenName], place: "92012"))
            let calls = bench.service.calls.value
            #expect(
                calls.compactMap(\.traits?.givenName.text) == ["OLA", "QUIRINETTE", "OLA QUIRINETTE", "QUIRINETTE"])
            #expect(calls.map(\.traits?.birthPlace?.code) == [nil, nil, nil, "92012"])
            #expect(Set(calls.compactMap(\.assertion?.id)).count == 1)
            #expect(Set(calls.map(\.messageID)).count == 4)
            #expect(result.notUsableBecause == ["givenName.differsFromRequest"])
            #expect(result.attempts.map(\.returnCode) == ["01", "02", "01", "00"])
        }
    }

    @Test("An assertion is signed anew when it is older than the bound, and for another session of the card")
    func age() async throws {
        var configuration = AgentBench.configuration()
        configuration.assertionAge = 0
        try await AgentBench.run(configuration) { bench in
            bench.service.answer(.success(Sample.answer(.none)))
            try await bench.readyProfessional()
            _ = try await search(bench, Self.traits(["OLA", "ANNE"]))
            #expect(Set(bench.service.calls.value.compactMap(\.assertion?.id)).count == 3)
        }
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            _ = try await search(bench, Self.traits())
            bench.remove(from: AgentBench.desk)
            try await bench.until("gone") { $0.professional.status == .absent }
            await #expect(throws: AgentError(.professionalAbsent)) { try await search(bench, Self.traits()) }
            try await bench.readyProfessional(card)
            _ = try await search(bench, Self.traits())
            #expect(Set(bench.service.calls.value.compactMap(\.assertion?.id)).count == 2)
        }
    }

    @Test("An assertion does not outlive the PIN session")
    func pinSession() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            _ = try await search(bench, Self.traits())
            try await bench.agent.endPINSession()
            await #expect(throws: AgentError(.pinRequired)) { try await search(bench, Self.traits()) }
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("A search by card is always signed anew")
    func card() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            _ = try await bench.search(session)
            _ = try await bench.search(session)
            #expect(Set(bench.service.calls.value.compactMap(\.assertion?.id)).count == 2)
        }
    }

    @Test("A forbidden identity is refused before anything else, with the rule")
    func gate() async throws {
        var configuration = AgentBench.configuration()
        configuration.provisionalCalls = false
        try await AgentBench.run(configuration) { bench in
            for (local, code) in [
                (LocalIdentity(attributes: [.fictitious]), "local.fictitious"),
                (LocalIdentity(status: .retrieved, attributes: [.doubtful, .homonym]), "local.doubtful"),
                (LocalIdentity(status: .qualified), "local.qualified"),
                (LocalIdentity(status: .provisional), "local.provisional"),
            ] {
                let error = await #expect(throws: AgentError.self) {
                    try await search(bench, Self.traits(), local: local)
                }
                #expect(error?.code == code)
                #expect(error?.rule?.isEmpty == false)
            }
            let session = try await bench.insertVitale()
            let error = await #expect(throws: AgentError.self) {
                try await bench.agent.searchByVitale(
                    cardSession: session, beneficiary: nil, birthRank: nil,
                    local: LocalIdentity(attributes: [.fictitious]), idempotencyKey: nil,
                    requester: Requester(name: "test"))
            }
            #expect(error?.code == "local.fictitious")
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("The same key gets the same result, other traits under it are refused, another key asks again")
    func idempotency() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let first = try await search(bench, Self.traits(), key: "a")
            #expect(try await search(bench, Self.traits(), key: "a") == first)
            await #expect(throws: AgentError(.idempotencyKeyReused)) {
                try await search(bench, Self.traits(["ANNE"]), key: "a")
            }
            #expect(bench.service.calls.value.count == 1)
            #expect(try await search(bench, Self.traits(), key: "b") != first)
        }
    }

    @Test("Four searches run at once, a fifth is told to wait, and a result comes to whoever waits")
    func together() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            bench.service.hold()
            let searches = (1...4).map { index in
                Task { try await search(bench, Self.traits(), key: "\(index)") }
            }
            #expect(await bench.service.isCalled(4))
            let joined = Task { try await search(bench, Self.traits(), key: "1") }
            await #expect(throws: AgentError(.insBusy)) { try await search(bench, Self.traits()) }
            bench.service.release()
            for search in searches { #expect(try await search.value.status == .found) }
            #expect(try await joined.value == searches[0].value)
        }
    }

    @Test("A search that failed is told with its number, which a work list takes when the service was out of reach")
    func failure() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            bench.service.answer(.failure(.unavailable(status: 503)))
            let error = await #expect(throws: AgentError.self) { try await search(bench, Self.traits()) }
            let requestId = try #require(error?.requestId)
            #expect(error?.code == "insi.unavailable")
            #expect(try await bench.agent.question(ofFailed: requestId, askedBy: "test") == .search(Self.traits()))
            bench.service.answer(.failure(.unreadableAnswer(status: 404, what: "XML")))
            for id in [requestId + "0", ""] {
                await #expect(throws: AgentError(.workListNotQueueable)) {
                    try await bench.agent.question(ofFailed: id, askedBy: "test")
                }
            }
            bench.service.answer(.success(Sample.found()))
            let found = try await search(bench, Self.traits())
            await #expect(throws: AgentError(.workListNotQueueable)) {
                try await bench.agent.question(ofFailed: found.requestId ?? "", askedBy: "test")
            }
            await #expect(throws: AgentError(.workListNotQueueable)) {
                try await bench.agent.question(ofFailed: requestId, askedBy: "other")
            }
        }
    }

    @Test("Searches under way end with the agent")
    func end() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            bench.service.hold()
            let waiting = Task { try await search(bench, Self.traits(["OLA", "ANNE"])) }
            #expect(await bench.service.isCalled(1))
            bench.end()
            bench.service.answer(.failure(.transport(.cancelled(connected: true))))
            bench.service.release()
            let error = await #expect(throws: AgentError.self) { try await waiting.value }
            #expect(error?.code == "insi.abandoned")
            #expect(bench.service.calls.value.count == 1)
            #expect(bench.tracer.traces.value.map(\.outcome) == ["insi.abandoned"])
        }
    }
}
