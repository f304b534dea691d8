import AgentTestKit
import CardSimulator
import HTTPS
import HealthIdentity
import INSi
import SmartCard
import Testing

@testable import AgentCore

@Suite struct AgentSearchTests {
    @Test("The session of a card that left, or of no card, is refused")
    func session() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            await #expect(throws: AgentError(.requestCardSession)) { try await bench.search("0") }
            let old = try await bench.insertVitale()
            bench.remove(from: AgentBench.counter)
            try await bench.until("gone") { $0.patient.status == .absent }
            let new = try await bench.insertVitale()
            #expect(old != new)
            await #expect(throws: AgentError(.requestCardSession)) { try await bench.search(old) }
            #expect(bench.service.calls.value.isEmpty)
            #expect(try await bench.search(new).status == .found)
        }
    }

    @Test("With several people on the card one must be named, and must exist")
    func beneficiary() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(Sample.familyCard())
            await #expect(throws: AgentError(.beneficiaryRequired)) { try await bench.search(session) }
            for index in [2, -1, Int.max, Int.min] {
                await #expect(throws: AgentError(.beneficiaryUnknown)) {
                    try await bench.search(session, beneficiary: index)
                }
            }
            #expect(bench.state.ins.status == .idle)
            #expect(bench.service.calls.value.isEmpty)
            #expect(try await bench.search(session, beneficiary: 0).beneficiary == 0)
        }
    }

    @Test("The same key gets the first result without a second call, even after another search")
    func idempotency() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(Sample.familyCard())
            let first = try await bench.search(session, beneficiary: 0, key: "a")
            let again = try await bench.search(session, beneficiary: 0, key: "a")
            #expect(first == again)
            #expect(bench.service.calls.value.count == 1)
            let other = try await bench.search(session, beneficiary: 1, key: "b")
            #expect(other.requestId != first.requestId)
            #expect(try await bench.search(session, beneficiary: 0, key: "a") == first)
            #expect(bench.service.calls.value.count == 2)
        }
    }

    @Test("The same key gets the first failure too; on another card it is a new key")
    func idempotentFailure() async throws {
        try await AgentBench.run { bench in
            bench.service.answer(.failure(.transport(.timeout(connected: true))), .success(Sample.found()))
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            for _ in 0..<2 {
                let error = await #expect(throws: AgentError.self) { try await bench.search(session, key: "a") }
                #expect(error?.code == "insi.timeout")
            }
            #expect(bench.service.calls.value.count == 1)
            bench.remove(from: AgentBench.counter)
            try await bench.until("gone") { $0.patient.status == .absent }
            #expect(try await bench.search(bench.insertVitale(), key: "a").status == .found)
        }
    }

    @Test("The same search in flight is joined; another one must wait its turn")
    func joined() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(Sample.familyCard())
            bench.service.hold()
            let first = Task { try await bench.search(session, beneficiary: 0, key: "a") }
            #expect(await bench.service.isCalled(1))
            let second = Task { try await bench.search(session, beneficiary: 0) }
            let third = Task { try await bench.search(session, beneficiary: 0, key: "a") }
            await #expect(throws: AgentError(.readerBusy)) { try await bench.search(session, beneficiary: 1) }
            try await bench.untilWaiting(3)
            bench.service.release()
            let results = [try await first.value, try await second.value, try await third.value]
            #expect(Set(results.map(\.requestId)).count == 1)
            #expect(results.allSatisfy { $0.status == .found })
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("A chip that was exchanged unseen between reading and call is an error, not a wrong identity")
    func changed() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.cards.exchange(try Sample.otherVitaleCard(), in: AgentBench.counter)
            await #expect(throws: AgentError(.vitaleChanged)) { try await bench.search(session) }
            #expect(bench.state.ins.status == .failed)
            #expect(bench.state.ins.problem == AgentError(.vitaleChanged))
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("None and several are results, an unknown code is a failure")
    func returnCodes() async throws {
        try await AgentBench.run { bench in
            bench.service.answer(
                .success(Sample.answer(.none)), .success(Sample.answer(.several)),
                .success(Sample.answer(ReturnCode(rawValue: "77"))))
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            #expect(try await bench.search(session).status == .notFound)
            #expect(try await bench.search(session).status == .several)
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "insi.unreadableAnswer")
            #expect(error?.underlying == "CodeCR 77")
            #expect(bench.state.ins.identity == nil)
        }
    }

    @Test("A refusal by the service keeps its code and words, and the next search is made anew")
    func fault() async throws {
        try await AgentBench.run { bench in
            let fault = SOAPFault(
                subcode: "siram_100", side: .sender, code: "desir_550", severity: "erreur", messageID: "uuid:1",
                reason: "Phrase du service.", text: "technique")
            bench.service.answer(.failure(.fault(fault)), .success(Sample.found()))
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "insi.fault.desir_550")
            #expect(bench.state.ins.problem == error)
            #expect(try await bench.search(session).status == .found)
            #expect(bench.state.ins.problem == nil)
        }
    }

    @Test("A key that served for one person is refused for another, and never answers with the first one's identity")
    func keyReused() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(VitaleCard(Self.twins(matricule: "2120563220042")))
            #expect(try await bench.search(session, beneficiary: 1, key: "a").beneficiary == 1)
            await #expect(throws: AgentError(.idempotencyKeyReused)) {
                try await bench.search(session, beneficiary: 0, key: "a")
            }
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("Of two people born the same day, the one without a number of his own needs a rank of birth")
    func twinsNeedARank() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(VitaleCard(Self.twins(matricule: nil)))
            await #expect(throws: AgentError(.birthRankRequired)) { try await bench.search(session, beneficiary: 1) }
            #expect(bench.service.calls.value.isEmpty)
            let state = try await bench.agent.searchByVitale(
                cardSession: session, beneficiary: 2, birthRank: BirthRank(2), idempotencyKey: nil,
                requester: Requester(name: "test"))
            #expect(state.beneficiary == 2)
            #expect(bench.service.calls.value.count == 1)
        }
    }

    /// A parent and two children born the same day.
    private static func twins(matricule: String?) -> VitaleDescription {
        VitaleDescription(bearers: [
            Bearer(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751"),
            Bearer(name: "ADRDEUX", givenName: "LEA", birthDate: "2012-05-14", matricule: matricule),
            Bearer(name: "ADRDEUX", givenName: "LOU", birthDate: "2012-05-14"),
        ])
    }

    @Test("Two Vitale cards: none is chosen, nothing is searched, and taking one out is enough")
    func twoVitaleCards() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let third = Reader(name: "Lecteur C")
            bench.report(.readerAdded(third))
            let session = try await bench.insertVitale()
            bench.insert(try Sample.otherVitaleCard(), in: third)
            let state = try await bench.until("several") { $0.patient.problem != nil }.state
            #expect(state.patient.status == .unreadable)
            #expect(state.patient.problem == AgentError(.vitaleSeveral))
            #expect(state.patient.beneficiaries.isEmpty)
            await #expect(throws: AgentError(.vitaleSeveral)) { try await bench.search(session) }
            #expect(bench.service.calls.value.isEmpty)
            bench.remove(from: third)
            try await bench.until("one again") { $0.patient.cardSession == session && $0.patient.status == .ready }
            #expect(try await bench.search(session).status == .found)
        }
    }

    @Test("An identity that was found hides while a second Vitale card is in, and shows again when that one leaves")
    func identityBesideTwoCards() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let third = Reader(name: "Lecteur C")
            bench.report(.readerAdded(third))
            let session = try await bench.insertVitale()
            #expect(try await bench.search(session).status == .found)
            bench.insert(try Sample.otherVitaleCard(), in: third)
            let several = try await bench.until("several") { $0.patient.problem != nil }.state
            #expect(several.ins == INSState())
            bench.remove(from: third)
            let again = try await bench.until("one again") { $0.patient.cardSession == session }.state
            #expect(again.ins.status == .found && again.ins.cardSession == session)
        }
    }

    @Test("A card that was reset by another program is read again for the call")
    func resetVitale() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.cards.resetByAnotherProgram(AgentBench.counter)
            #expect(try await bench.search(session).status == .found)
        }
    }

    @Test("A search without a professional, or without PIN, changes nothing and says what is missing")
    func missing() async throws {
        try await AgentBench.run { bench in
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(.professionalAbsent)) { try await bench.search(session) }
            try await bench.insertProfessional()
            await #expect(throws: AgentError(.pinRequired)) { try await bench.search(session) }
            #expect(bench.state.ins.status == .idle)
            #expect(bench.service.calls.value.isEmpty)
        }
    }
}

extension Agent {
    fileprivate var callersWaiting: Int { search?.waiters.count ?? 0 }
}

extension AgentBench {
    /// Waits until so many callers wait for the search in flight, which no state tells.
    fileprivate func untilWaiting(_ count: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(300)
        while await agent.callersWaiting != count {
            guard ContinuousClock.now < deadline else { throw TestFailure("\(count) callers never waited") }
            await Task.yield()
        }
    }
}
