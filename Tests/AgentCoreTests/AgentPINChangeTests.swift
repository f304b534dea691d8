import AgentCore
import AgentTestKit
import CardSimulator
import SmartCard
import Testing

/// Another PIN, and a blocked card opened with its PUK: each code is presented once.
@Suite struct AgentPINChangeTests {
    private let desk = AgentBench.desk

    @Test("After a change the new PIN opens the card and the old one does not")
    func change() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard())
            try await bench.changeCode("1234", to: "4321")
            await #expect(throws: AgentError.self) { try await bench.present("1234") }
            try await bench.present("4321")
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A wrong present PIN costs one try and changes nothing")
    func wrong() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard())
            let error = await #expect(throws: AgentError.self) { try await bench.changeCode("9999", to: "4321") }
            #expect(error?.code == "pin.wrong")
            #expect(bench.state.professional.pinTriesLeft == 2)
            try await bench.present("1234")
        }
    }

    @Test("With one try left a change waits for a human's word, also when the card cannot be used otherwise")
    func lastTry() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard {
                $0.triesLeft = 1
                $0.expired = true
            }
            try await bench.insertProfessional(card)
            await #expect(throws: AgentError(.pinLastTry)) { try await bench.changeCode("1234", to: "4321") }
            try await bench.changeCode("1234", to: "4321", lastTryConfirmed: true)
            #expect(bench.state.professional.pinTriesLeft == 3)
        }
    }

    @Test("A blocked card is opened with its PUK and a new PIN")
    func unblock() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional(Sample.professionalCard { $0.triesLeft = 0 })
            #expect(bench.state.professional.status == .pinBlocked)
            try await bench.changeCode("12345678", to: "4321", byPUK: true)
            #expect(bench.state.professional.pinTriesLeft == 3)
            try await bench.present("4321")
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A wrong PUK is told with its own tries; its last one waits for a human's word; blocked, it is over")
    func wrongPUK() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard {
                $0.triesLeft = 0
                $0.pukTriesLeft = 2
            }
            try await bench.insertProfessional(card)
            let first = await #expect(throws: AgentError.self) {
                try await bench.changeCode("87654321", to: "4321", byPUK: true)
            }
            #expect(first?.code == "pin.pukWrong")
            #expect(first?.detail.contains("1 essai.") == true)
            await #expect(throws: AgentError(.pukLastTry)) {
                try await bench.changeCode("87654321", to: "4321", byPUK: true)
            }
            let last = await #expect(throws: AgentError.self) {
                try await bench.changeCode("87654321", to: "4321", byPUK: true, lastTryConfirmed: true)
            }
            #expect(last?.code == "pin.pukBlocked")
            await #expect(throws: AgentError(.pukBlocked)) {
                try await bench.changeCode("12345678", to: "4321", byPUK: true, lastTryConfirmed: true)
            }
            #expect(bench.state.professional.status == .pinBlocked)
        }
    }

    @Test("Nothing is presented without a card, and a code of another length never reaches it")
    func refused() async throws {
        try await AgentBench.run { bench in
            await #expect(throws: AgentError(.professionalAbsent)) { try await bench.changeCode("1234", to: "4321") }
            try await bench.insertProfessional()
            let error = await #expect(throws: AgentError.self) { try await bench.changeCode("1234", to: "43210") }
            #expect(error?.code == "pin.malformed")
            #expect(bench.cards.commands(in: desk).allSatisfy { $0.count < 2 || $0[1] != 0x24 })
        }
    }
}
