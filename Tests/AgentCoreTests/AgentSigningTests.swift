import AgentCore
import AgentTestKit
import CardSimulator
import SmartCard
import Testing

@Suite struct AgentSigningTests {
    private let desk = AgentBench.desk

    @Test(
        "Another program's reset, before or while signing, is noticed: PIN required, card locked", arguments: [0, 1, 3])
    func reset(_ transmit: Int) async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            if transmit == 0 {
                bench.cards.resetByAnotherProgram(desk)
            } else {
                bench.cards.fail(desk, atTransmit: transmit, with: .cardReset)
            }
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "pin.required")
            #expect(bench.state.professional.status == .locked)
            #expect(bench.service.calls.value.isEmpty)
            #expect(bench.cards.verifications(in: desk) == 1)
            try await bench.present("1234")
            #expect(try await bench.search(session).status == .found)
        }
    }

    @Test("A card that silently lost its PIN says so itself")
    func lost() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            let session = try await bench.insertVitale()
            card.power(.reset)
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "pin.required")
            #expect(bench.state.professional.status == .locked)
        }
    }

    @Test("A broken signature fails the search with its cause; the card stays ready", arguments: [1, 2, 3])
    func broken(_ transmit: Int) async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            bench.cards.fail(desk, atTransmit: transmit, with: .communicationFailed(code: 0x8010_002F))
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "card.communicationFailed")
            #expect(bench.state.ins.status == .failed)
            #expect(try await bench.search(session).status == .found)
        }
    }

    @Test("A signature by another key never leaves the machine")
    func foreignKey() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            let other = try CPS3Card(ProfessionalDescription(), authority: TestAuthority())
            bench.cards.exchange(other, in: desk)
            _ = other.transmit([0x00, 0x20, 0x00, 0x01, 0x08, 0x31, 0x32, 0x33, 0x34, 0xFF, 0xFF, 0xFF, 0xFF])
            let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
            #expect(error?.code == "professional.signatureFailed")
            #expect(bench.service.calls.value.isEmpty)
        }
    }

    @Test("An expired certificate is told at insertion and signs nothing")
    func expired() async throws {
        try await AgentBench.run { bench in
            let state = try await bench.insertProfessional(Sample.professionalCard { $0.expired = true })
            #expect(state.professional.status == .expired)
            #expect(state.professional.problem == AgentError(.professionalExpired))
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(.professionalExpired)) { try await bench.search(session) }
        }
    }

    @Test("A card in nobody's name is refused")
    func anonymous() async throws {
        try await AgentBench.run { bench in
            let state = try await bench.insertProfessional(OddCard.anonymous())
            #expect(state.professional.status == .unreadable)
            #expect(state.professional.problem == AgentError(.professionalNotNominative))
            #expect(state.professional.holder?.name == nil)
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(.professionalNotNominative)) { try await bench.search(session) }
        }
    }

    @Test("Without a billing identifier the state says so before any PIN")
    func billing() async throws {
        var configuration = AgentBench.configuration()
        configuration.billingDefault = nil
        configuration.billing = ["899700000009": Billing(identifier: "AUTRE")]
        try await AgentBench.run(configuration) { bench in
            let state = try await bench.insertProfessional()
            #expect(state.professional.status == .notConfigured)
            #expect(state.professional.problem == AgentError(.billingMissing))
            let session = try await bench.insertVitale()
            await #expect(throws: AgentError(.billingMissing)) { try await bench.search(session) }
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.service.calls.value.isEmpty)
        }
    }
}
