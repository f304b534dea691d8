import AgentCore
import AgentTestKit
import HTTPS
import INSi
import SmartCard
import Testing

@Suite struct AgentAutomaticTests {
    private let automatic = AgentBench.configuration(automatic: true)

    @Test("Switched off, nothing is called by itself")
    func off() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            try await bench.insertVitale()
            #expect(bench.state.ins.status == .idle)
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("Whichever card comes last, the call is made once", arguments: [true, false])
    func once(_ isPatientFirst: Bool) async throws {
        try await AgentBench.run(automatic) { bench in
            if isPatientFirst {
                try await bench.insertVitale()
                #expect(bench.state.ins.status == .waitingForProfessional)
                try await bench.insertProfessional()
                #expect(bench.state.ins.status == .waitingForProfessional)
                try await bench.present("1234")
            } else {
                try await bench.readyProfessional()
                try await bench.insertVitale()
            }
            let state = try await bench.until("found") { $0.ins.status == .found }.state
            #expect(state.ins.identity == Sample.found().identity)
            bench.report(.readerAdded(Reader(name: "Lecteur C")))
            try await bench.until("another reader") { $0.readers.count == 3 }
            #expect(bench.service.calls.value.count == 1)
        }
    }

    @Test("Several people on the card: a choice is waited for")
    func several() async throws {
        try await AgentBench.run(automatic) { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale(Sample.familyCard())
            #expect(bench.state.ins.status == .waitingForBeneficiary)
            #expect(bench.state.ins.cardSession == session)
            #expect(bench.service.calls.value.isEmpty)
            #expect(try await bench.search(session, beneficiary: 1).status == .found)
        }
    }

    @Test("A failure is not tried again by itself, a new patient's card is")
    func failure() async throws {
        try await AgentBench.run(automatic) { bench in
            bench.service.answer(
                .failure(.transport(.unreachable(code: 7))), .success(Sample.answer(.none)))
            try await bench.readyProfessional()
            try await bench.insertVitale()
            let state = try await bench.until("failed") { $0.ins.status == .failed }.state
            #expect(state.ins.problem?.code == "insi.unavailable")
            try await bench.present("1234")
            bench.report(.readerAdded(Reader(name: "Lecteur C")))
            try await bench.until("another reader") { $0.readers.count == 3 }
            #expect(bench.state.ins.status == .failed)
            #expect(bench.service.calls.value.count == 1)
            bench.remove(from: AgentBench.counter)
            try await bench.until("gone") { $0.patient.status == .absent }
            try await bench.insertVitale()
            try await bench.until("answered") { $0.ins.status == .notFound }
            #expect(bench.service.calls.value.count == 2)
        }
    }

    @Test("After a failure a new professional's card is a new pair")
    func newProfessional() async throws {
        try await AgentBench.run(automatic) { bench in
            bench.service.answer(
                .failure(.transport(.unreachable(code: 7))), .success(Sample.found()))
            try await bench.readyProfessional()
            try await bench.insertVitale()
            try await bench.until("failed") { $0.ins.status == .failed }
            bench.remove(from: AgentBench.desk)
            try await bench.until("gone") { $0.professional.status == .absent }
            try await bench.readyProfessional()
            try await bench.until("found") { $0.ins.status == .found }
            #expect(bench.service.calls.value.count == 2)
        }
    }
}
