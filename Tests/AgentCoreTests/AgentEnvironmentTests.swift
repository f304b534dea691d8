import AgentCore
import AgentTestKit
import CardSimulator
import HealthCards
import Testing

/// Test cards in production, real cards elsewhere, and cards of nobody's authority.
@Suite struct AgentEnvironmentTests {
    private static func configuration(_ environment: Configuration.Environment) -> Configuration {
        var configuration = AgentBench.configuration()
        configuration.environment = environment
        return configuration
    }

    @Test(
        "Production refuses test cards, the others refuse real ones, before a PIN is asked for",
        arguments: [
            (.production, true, "professional.testCard"), (.production, false, nil),
            (.test, false, "professional.realCard"), (.test, true, nil), (.sandbox, false, "professional.realCard"),
        ] as [(Configuration.Environment, Bool, String?)])
    func professional(_ environment: Configuration.Environment, _ isTest: Bool, _ code: String?) async throws {
        try await AgentBench.run(Self.configuration(environment)) { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.test = isTest })
            #expect(bench.state.professional.problem?.code == code)
            #expect(bench.state.professional.holder?.isTest == isTest)
            guard let code else { return }
            #expect(bench.state.professional.status == .unreadable)
            let error = await #expect(throws: AgentError.self) { try await bench.present("1234") }
            #expect(error?.code == code)
            #expect(bench.cards.verifications(in: AgentBench.desk) == 0)
        }
    }

    @Test(
        "A Vitale card's nature decides too, where an official library tells it",
        arguments: [
            (.production, .test, "vitale.testCard"), (.production, .demonstration, "vitale.testCard"),
            (.production, .real, nil), (.test, .real, "vitale.realCard"), (.test, .test, nil),
            (.test, .demonstration, nil),
        ] as [(Configuration.Environment, VitaleChip.Nature, String?)])
    func vitale(_ environment: Configuration.Environment, _ nature: VitaleChip.Nature, _ code: String?) async throws {
        let chip = VitaleChip(serial: "123456", nature: nature)
        let library = ScriptedLibrary(.success(OfficialContent(bearers: [], chip: chip)))
        try await AgentBench.run(Self.configuration(environment), .init(official: library)) { bench in
            bench.insert(try Sample.vitaleCard(), in: AgentBench.counter)
            let state = try await bench.until("read") { ![.absent, .reading].contains($0.patient.status) }.state
            #expect(state.patient.problem?.code == code)
            #expect(state.patient.beneficiaries.isEmpty == (code != nil))
        }
    }

    @Test("A card whose certificate is of no configured authority is refused; one of them is not")
    func chain() async throws {
        let trust = try CPxTrust(anchors: [Sample.authority.get().certificate])
        try await AgentBench.run(AgentBench.configuration(), .init(cardTrust: trust)) { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.foreignAuthority = true })
            #expect(bench.state.professional.problem?.code == "professional.untrusted")
            bench.remove(from: AgentBench.desk)
            try await bench.until("gone") { $0.professional.status == .absent }
            try await bench.insertProfessional()
            #expect(bench.state.professional.status == .locked)
        }
    }
}
