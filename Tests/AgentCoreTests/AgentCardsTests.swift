import AgentTestKit
import CardSimulator
import SmartCard
import Testing

@testable import AgentCore

@Suite struct AgentCardsTests {
    private let reader = AgentBench.counter

    @Test(
        "A card that is not read says why, in the place where the desk looks",
        arguments: [
            ("3F 65 25 00 22 09 69 90 00", "vitale.firstGeneration", "vitale1"),
            ("3F 65 25 08 22 04 6C 90 00", "card.bank", "bankCard"), ("3B 80 80 01 01", "card.phone", "phone"),
            ("3B 00", "card.unsupported", "unknown"),
        ])
    func unsupported(_ atr: String, _ code: String, _ card: String) async throws {
        try await AgentBench.run { bench in
            bench.insert(DeadCard(atr: hexadecimal(atr)), in: reader)
            let state = try await bench.until("refused") { $0.patient.problem != nil }.state
            #expect(state.patient.problem?.code == code)
            #expect(state.patient.status == (card == "vitale1" ? .unreadable : .unsupported))
            #expect(state.readers.last?.card == card)
            #expect(state.professional.status == .absent)
            let session = try #require(state.patient.cardSession)
            await #expect(throws: AgentError.self) { try await bench.search(session) }
        }
    }

    @Test(
        "A professional's card of another generation, or without contacts, says so in its place",
        arguments: [
            ("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44", "card.unsupported"),
            ("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E", "professional.contactless"),
            ("3B 7B 18 00", "professional.secondGeneration"),
        ])
    func unsupportedProfessional(_ atr: String, _ code: String) async throws {
        try await AgentBench.run { bench in
            bench.insert(DeadCard(atr: hexadecimal(atr)), in: reader)
            let state = try await bench.until("refused") { $0.professional.problem != nil }.state
            #expect(state.professional.status == .unreadable)
            #expect(state.professional.problem?.code == code)
            #expect(state.patient.status == .absent)
            let error = await #expect(throws: AgentError.self) { try await bench.present("1234") }
            #expect(error?.code == code)
        }
    }

    @Test("A Vitale card that breaks at any command is never read in part", arguments: 1...8)
    func brokenVitale(_ transmit: Int) async throws {
        try await AgentBench.run { bench in
            let insertion = bench.cards.put(try Sample.vitaleCard(), in: reader)
            bench.cards.fail(reader, atTransmit: transmit, with: .cardMute)
            bench.report(.cardInserted(insertion))
            let state = try await bench.until("settled") { [.unreadable, .unsupported].contains($0.patient.status) }
                .state
            #expect(state.patient.status == .unreadable)
            #expect(state.patient.problem?.code == "card.mute")
            #expect(state.patient.beneficiaries.isEmpty)
            let error = await #expect(throws: AgentError.self) {
                try await bench.search(state.patient.cardSession ?? "")
            }
            #expect(error?.code == "card.mute")
        }
    }

    @Test("A reset or a wire fault while reading is overcome once", arguments: [1, 4], [true, false])
    func overcome(_ transmit: Int, _ isReset: Bool) async throws {
        try await AgentBench.run { bench in
            let insertion = bench.cards.put(try Sample.vitaleCard(), in: reader)
            let error: CardError = isReset ? .cardReset : .communicationFailed(code: 0x8010_002F)
            bench.cards.fail(reader, atTransmit: transmit, with: error)
            bench.report(.cardInserted(insertion))
            try await bench.until("read") { $0.patient.status == .ready }
        }
    }

    @Test("A second wire fault in a row is told")
    func twice() async throws {
        try await AgentBench.run { bench in
            let insertion = bench.cards.put(try Sample.vitaleCard(), in: reader)
            for transmit in [1, 2] {
                bench.cards.fail(reader, atTransmit: transmit, with: .communicationFailed(code: 0x8010_002F))
            }
            bench.report(.cardInserted(insertion))
            let state = try await bench.until("told") { $0.patient.problem != nil }.state
            #expect(state.patient.problem?.code == "card.communicationFailed")
        }
    }

    @Test("A professional's card that breaks while it is read is told, and put back it is read", arguments: [1, 5, 20])
    func brokenProfessional(_ transmit: Int) async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            let insertion = bench.cards.put(card, in: reader)
            bench.cards.fail(reader, atTransmit: transmit, with: .cardMute)
            bench.report(.cardInserted(insertion))
            let state = try await bench.until("told") { $0.professional.status == .unreadable }.state
            #expect(state.professional.problem?.code == "card.mute")
            bench.remove(from: reader)
            try await bench.until("gone") { $0.professional.status == .absent }
            #expect(try await bench.insertProfessional(card).professional.status == .locked)
        }
    }

    @Test("Something that does not answer to reset is told, and its removal clears it")
    func mute() async throws {
        try await AgentBench.run { bench in
            bench.report(.cardMute(reader))
            let state = try await bench.until("told") { $0.patient.problem?.code == "card.mute" }.state
            #expect(state.patient.status == .unsupported)
            #expect(state.readers.last?.card == "unknown")
            bench.report(.cardRemoved(reader))
            try await bench.until("gone") { $0.patient == PatientState() && $0.readers.last?.card == nil }
        }
    }

    @Test("An unknown card next to a Vitale card does not disturb it")
    func besides() async throws {
        try await AgentBench.run { bench in
            bench.insert(DeadCard(atr: [0x3B, 0x00]), in: AgentBench.desk)
            try await bench.until("refused") { $0.patient.status == .unsupported }
            try await bench.insertVitale()
            #expect(bench.state.patient.problem == nil)
        }
    }

    @Test("Each insertion has a session of its own, 128 random bits")
    func sessions() async throws {
        try await AgentBench.run { bench in
            var sessions: Set<String> = []
            for _ in 0..<3 {
                sessions.insert(try await bench.insertVitale())
                bench.remove(from: reader)
                try await bench.until("gone") { $0.patient.status == .absent }
            }
            #expect(sessions.count == 3)
            #expect(sessions.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
        }
    }

    private func hexadecimal(_ text: String) -> [UInt8] {
        text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }
}

/// A card that answers everything with "file not found".
private final class DeadCard: VirtualCard {
    let atr: [UInt8]

    init(atr: [UInt8]) { self.atr = atr }
    func power(_ event: PowerEvent) {}
    func transmit(_ command: [UInt8]) -> [UInt8] { [0x6A, 0x82] }
}
