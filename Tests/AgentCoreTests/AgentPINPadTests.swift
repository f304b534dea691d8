import AgentTestKit
import CardSimulator
import SmartCard
import Testing

@testable import AgentCore

/// Asking for the PIN: on the reader's own pad when it has one.
@Suite struct AgentPINPadTests {
    private let desk = AgentBench.desk

    /// Inserts a card into a reader with a pad; the state says so.
    private func insert(_ bench: AgentBench, typing digits: String?) async throws {
        let insertion = bench.cards.put(try Sample.professionalCard(), in: desk)
        bench.cards.typeAtPad(digits, in: desk)
        bench.report(.cardInserted(insertion))
        try await bench.until("read") { $0.professional.status == .locked }
        #expect(bench.state.professional.hasPINPad)
    }

    @Test("A request has the pad ask, and the PIN typed there opens the card")
    func typed() async throws {
        try await AgentBench.run { bench in
            try await insert(bench, typing: "1234")
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.until("ready") { $0.professional.status == .ready }
            #expect(bench.state.professional.pinPrompt == nil)
            #expect(bench.cards.verifications(in: desk) == 1)
        }
    }

    @Test("A cancelled entry and one that nobody made say so in the state, and presented nothing")
    func cancelled() async throws {
        try await AgentBench.run { bench in
            try await insert(bench, typing: nil)
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.until("cancelled") { $0.professional.problem?.code == "pin.cancelled" }
            #expect(bench.state.professional.status == .locked)
            bench.cards.leavePad(in: desk)
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.until("timed out") { $0.professional.problem?.code == "pin.timedOut" }
            #expect(bench.cards.verifications(in: desk) == 0)
            #expect(bench.state.professional.pinTriesLeft == 3)
        }
    }

    @Test("A cancelled entry leaves alone what another program presented to the card")
    func cancelledBesideOther() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            let insertion = bench.cards.put(card, in: desk)
            bench.cards.typeAtPad(nil, in: desk)
            bench.report(.cardInserted(insertion))
            try await bench.until("read") { $0.professional.status == .locked }
            _ = card.transmit([0x00, 0x20, 0x00, 0x01, 0x08, 0x31, 0x32, 0x33, 0x34, 0xFF, 0xFF, 0xFF, 0xFF])
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.until("cancelled") { $0.professional.problem?.code == "pin.cancelled" }
            #expect(card.transmit([0x00, 0x20, 0x00, 0x01]) == [0x90, 0x00])
        }
    }

    @Test("A wrong PIN at the pad costs one try and is told; the next request clears the problem")
    func wrong() async throws {
        try await AgentBench.run { bench in
            try await insert(bench, typing: "9999")
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.until("wrong") { $0.professional.problem?.code == "pin.wrong" }
            #expect(bench.state.professional.pinTriesLeft == 2)
            bench.cards.typeAtPad("1234", in: desk)
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.until("ready") { $0.professional.status == .ready }
            #expect(bench.state.professional.problem == nil)
        }
    }

    @Test("Requests that come while one is shown share it; without a pad the state asks, until the PIN is there")
    func shared() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            #expect(bench.state.professional.pinPrompt == .requested)
            #expect(bench.cards.verifications(in: desk) == 0)
            try await bench.present("1234")
            #expect(bench.state.professional.pinPrompt == nil)
            try await bench.agent.requestPIN(lastTryConfirmed: false)
            #expect(bench.state.professional.pinPrompt == nil)
        }
    }

    @Test("A program cannot have the last try used, a person can")
    func lastTry() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard { $0.triesLeft = 1 }
            let insertion = bench.cards.put(card, in: desk)
            bench.cards.typeAtPad("1234", in: desk)
            bench.report(.cardInserted(insertion))
            try await bench.until("read") { $0.professional.status == .locked }
            await #expect(throws: AgentError(.pinLastTry)) {
                try await bench.agent.requestPIN(lastTryConfirmed: false)
            }
            #expect(bench.state.professional.pinPrompt == nil)
            try await bench.agent.requestPIN(lastTryConfirmed: true)
            try await bench.until("ready") { $0.professional.status == .ready }
        }
    }
}
