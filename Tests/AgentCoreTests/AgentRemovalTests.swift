import AgentTestKit
import INSi
import SmartCard
import Testing

@testable import AgentCore

/// A card that leaves takes with it, in one revision, all that came from it.
@Suite struct AgentRemovalTests {
    private func isClean(_ state: AgentState) -> Bool {
        let text = Dumped.text(state)
        return !Sample.canaries.contains { text.contains($0) }
    }

    /// The first state without the card must be without anything of it.
    private func expectGone(
        _ bench: AgentBench, leaving status: PatientState.Status = .absent, _ leave: () -> Void
    ) async throws {
        let before = bench.agent.store.current.revision
        leave()
        let gone = try await bench.agent.store.wait(after: before, for: .seconds(60))
        #expect(gone.revision == before + 1)
        #expect(isClean(gone.state))
        #expect(gone.state.patient.status == status)
        #expect(gone.state.patient.beneficiaries.isEmpty)
        #expect(gone.state.ins.status == .idle)
        #expect(gone.state.ins.identity == nil)
        #expect(gone.state.ins.cardSession == nil)
        #expect(gone.state.ins.requestId == nil)
    }

    @Test("The search for canaries finds them while the card is in")
    func control() async throws {
        try await AgentBench.run { bench in
            try await bench.insertVitale()
            #expect(Sample.canaries.dropLast().allSatisfy { Dumped.text(bench.state).contains($0) })
        }
    }

    @Test("Removed while it is being recognised", arguments: [0, 1])
    func whileReading(_ transactions: Int) async throws {
        try await AgentBench.run { bench in
            bench.cards.pause(AgentBench.counter, afterTransactions: transactions)
            bench.insert(try Sample.vitaleCard(), in: AgentBench.counter)
            #expect(await bench.cards.isHeld(AgentBench.counter))
            let state = try await bench.until("card seen") { $0.readers.contains { $0.cardSession != nil } }.state
            #expect(state.patient.status == .reading)
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            try await bench.untilLogged("card not usable")
            #expect(bench.state.patient == PatientState())
        }
    }

    @Test("Removed when it was read")
    func ready() async throws {
        try await AgentBench.run { bench in
            try await bench.insertVitale()
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            #expect(bench.state.ins.lastResult == nil)
        }
    }

    @Test("Removed during the call: the caller learns it at once and the late answer is dropped")
    func calling() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.service.hold()
            let answer = Task { try await bench.search(session) }
            #expect(await bench.service.isCalled(1))
            try await bench.until("calling") { $0.ins.status == .calling }
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            await #expect(throws: AgentError(.cardRemoved)) { try await answer.value }
            bench.service.release()
            try await bench.untilLogged("search dropped")
            #expect(isClean(bench.state))
            #expect(bench.state.ins == INSState())
        }
    }

    @Test("Removed during the signature, or just as it was made: the service is not called", arguments: [false, true])
    func signing(_ isMade: Bool) async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.cards.pause(AgentBench.desk, isDeaf: isMade)
            let answer = Task { try await bench.search(session) }
            #expect(await bench.cards.isHeld(AgentBench.desk))
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            await #expect(throws: AgentError(.cardRemoved)) { try await answer.value }
            bench.cards.release(AgentBench.desk)
            try await bench.untilLogged("search dropped")
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test(
        "Removed after the identity was found: the result is announced without the patient and kept until a card comes")
    func found() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let result = try await bench.search(bench.insertVitale())
            let requestId = try #require(result.requestId)
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            let last = try #require(bench.state.ins.lastResult)
            #expect(last.requestId == requestId)
            #expect(await bench.agent.result(requestId: requestId, for: "test")?.identity == result.identity)
            #expect(await bench.agent.result(requestId: "another", for: "test") == nil)
            try await bench.insertVitale(Sample.otherVitaleCard())
            #expect(bench.state.ins.lastResult == nil)
            #expect(await bench.agent.result(requestId: requestId, for: "test") == nil)
        }
    }

    @Test("The result of the card in place is found by its identifier too; a failed one is not kept after removal")
    func failed() async throws {
        try await AgentBench.run { bench in
            bench.service.answer(.failure(.unreadableAnswer(status: 200, what: "Envelope")))
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError.self) { try await bench.search(session) }
            let requestId = try #require(bench.state.ins.requestId)
            #expect(await bench.agent.result(requestId: requestId, for: "test")?.status == .failed)
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            #expect(bench.state.ins.lastResult == nil)
            #expect(await bench.agent.result(requestId: requestId, for: "test") == nil)
        }
    }

    @Test("A kept result is gone as soon as any card comes, the professional's too")
    func anyInsertion() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let requestId = try #require(try await bench.search(bench.insertVitale()).requestId)
            bench.remove(from: AgentBench.counter)
            try await bench.until("announced") { $0.ins.lastResult != nil }
            try await bench.insertProfessional()
            try await bench.until("erased") { $0.ins.lastResult == nil }
            #expect(await bench.agent.result(requestId: requestId, for: "test") == nil)
        }
    }

    @Test("A kept result is erased when its time is over")
    func expiry() async throws {
        var configuration = AgentBench.configuration()
        configuration.resultRetention = 1
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            let requestId = try #require(try await bench.search(bench.insertVitale()).requestId)
            bench.remove(from: AgentBench.counter)
            try await bench.until("announced") { $0.ins.lastResult != nil }
            try await bench.until("erased") { $0.ins.lastResult == nil }
            #expect(await bench.agent.result(requestId: requestId, for: "test") == nil)
        }
    }

    @Test("Without retention nothing is kept")
    func noRetention() async throws {
        var configuration = AgentBench.configuration()
        configuration.resultRetention = 0
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            let requestId = try #require(try await bench.search(bench.insertVitale()).requestId)
            try await expectGone(bench) { bench.remove(from: AgentBench.counter) }
            #expect(bench.state.ins.lastResult == nil)
            #expect(await bench.agent.result(requestId: requestId, for: "test") == nil)
        }
    }

    @Test("Swapped for another card between two looks: nothing of the first is left and the call is dropped")
    func swap() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.service.hold()
            let answer = Task { try await bench.search(session) }
            #expect(await bench.service.isCalled(1))
            try await expectGone(bench, leaving: .reading) {
                try? bench.insert(Sample.otherVitaleCard(), in: AgentBench.counter)
            }
            await #expect(throws: AgentError(.cardRemoved)) { try await answer.value }
            bench.service.release()
            let state = try await bench.until("other card") { $0.patient.status == .ready }.state
            #expect(state.patient.beneficiaries.map(\.name) == ["AUTRE"])
            #expect(state.patient.cardSession != session)
            #expect(state.ins.lastResult == nil)
            await #expect(throws: AgentError(.requestCardSession)) { try await bench.search(session) }
        }
    }

    @Test("The reader is unplugged, or the service lost: as if the card were removed", arguments: [false, true])
    func readerGone(_ isServiceLost: Bool) async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            _ = try await bench.search(bench.insertVitale())
            try await expectGone(bench) {
                bench.report(
                    isServiceLost
                        ? .serviceUnavailable(code: 0x8010_001D) : .readerRemoved(AgentBench.counter))
            }
            #expect(bench.state.readers.count == (isServiceLost ? 0 : 1))
            #expect(bench.state.readerServiceAvailable == !isServiceLost)
            #expect(bench.state.professional.status == (isServiceLost ? .absent : .ready))
        }
    }

    @Test("The professional's card removed during the call: the answer still comes, and the next call needs the card")
    func professionalDuringCall() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.service.hold()
            let answer = Task { try await bench.search(session) }
            #expect(await bench.service.isCalled(1))
            bench.remove(from: AgentBench.desk)
            try await bench.until("professional gone") { $0.professional == ProfessionalState() }
            bench.service.release()
            #expect(try await answer.value.status == .found)
            await #expect(throws: AgentError(.professionalAbsent)) { try await bench.search(session) }
        }
    }

    @Test("The professional's card removed before it signed: the call fails and nothing was asked")
    func professionalBeforeSignature() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.cards.pause(AgentBench.desk)
            let answer = Task { try await bench.search(session) }
            #expect(await bench.cards.isHeld(AgentBench.desk))
            bench.remove(from: AgentBench.desk)
            try await bench.until("professional gone") { $0.professional.status == .absent }
            bench.cards.release(AgentBench.desk)
            let error = await #expect(throws: AgentError.self) { try await answer.value }
            #expect(error?.code == "card.removed")
            #expect(bench.state.ins.status == .failed)
            #expect(bench.service.calls.value.isEmpty)
        }
    }
}
