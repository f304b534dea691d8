import AgentTestKit
import CardSimulator
import SmartCard
import Testing

@testable import AgentCore

/// When an accepted PIN ends.
@Suite struct AgentPINSessionTests {
    private let desk = AgentBench.desk

    @Test("Ending the session resets the card: it signs no more, and nothing is presented again")
    func ended() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            let session = try await bench.insertVitale()
            try await bench.agent.endPINSession()
            #expect(bench.state.professional.status == .locked)
            await #expect(throws: AgentError(.pinRequired)) { try await bench.search(session) }
            #expect(bench.cards.verifications(in: desk) == 1)
            try await bench.agent.endPINSession()
            try await bench.present("1234")
            #expect(try await bench.search(session).status == .found)
        }
    }

    @Test("A PIN that nobody needed for long is forgotten, one that was needed is not")
    func idle() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            #expect(await bench.agent.checkPINSessions(at: .now + .seconds(119 * 60)))
            #expect(bench.state.professional.status == .ready)
            #expect(await !bench.agent.checkPINSessions(at: .now + .seconds(121 * 60)))
            #expect(bench.state.professional.status == .locked)
        }
    }

    @Test("Idle time counts from the PIN, not from the card")
    func lateEntry() async throws {
        try await AgentBench.run { bench in
            try await bench.readyProfessional()
            #expect(await !bench.agent.checkPINSessions(at: .now + .seconds(121 * 60)))
            try await bench.present("1234")
            #expect(await bench.agent.checkPINSessions(at: .now + .seconds(60)))
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test("A second professional's card keeps nobody from ending the session of the first")
    func second() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            bench.insert(try Sample.professionalCard(), in: AgentBench.counter)
            try await bench.until("two") { $0.professional.problem?.code == "professional.several" }
            try await bench.agent.endPINSession()
            #expect(card.transmit([0x00, 0x20, 0x00, 0x01]) == [0x63, 0xC3])
            bench.remove(from: AgentBench.counter)
            try await bench.until("locked") { $0.professional.status == .locked }
        }
    }

    @Test("A wrong PIN that another program presented is noticed, and the tries that it left are told")
    func wrongByOther() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            _ = card.transmit([0x00, 0x20, 0x00, 0x01, 0x08, 0x39, 0x39, 0x39, 0x39, 0xFF, 0xFF, 0xFF, 0xFF])
            #expect(await !bench.agent.checkPINSessions(at: .now))
            #expect(bench.state.professional.status == .locked)
            #expect(bench.state.professional.pinTriesLeft == 2)
        }
    }

    @Test("A card that loses its PIN right after it was accepted is not told as ready", arguments: 1...8)
    func lostAtOnce(_ transmit: Int) async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.insertProfessional(card)
            bench.cards.fail(desk, afterVerify: transmit, with: .communicationFailed(code: 0x8010_0016))
            let error = await #expect(throws: AgentError.self) { try await bench.present("1234") }
            #expect(error?.code == "pin.doubtful")
            #expect(bench.state.professional.status == .locked)
            #expect(bench.cards.verifications(in: desk) == 1)
            try await bench.present("1234")
            #expect(bench.state.professional.status == .ready)
        }
    }

    @Test(
        "A card that does not tell whether its PIN holds is believed when it accepted it, and watched for a reset only")
    func silentAboutPIN() async throws {
        try await AgentBench.run { bench in
            let card = try TightLippedCard(Sample.professionalCard())
            try await bench.readyProfessional(card)
            #expect(bench.state.professional.status == .ready)
            #expect(await bench.agent.checkPINSessions(at: .now))
            #expect(bench.state.professional.status == .ready)
            let session = try await bench.insertVitale()
            #expect(try await bench.search(session).status == .found)
            bench.cards.resetByAnotherProgram(desk)
            #expect(await !bench.agent.checkPINSessions(at: .now))
            #expect(bench.state.professional.status == .locked)
        }
    }

    @Test("A card that cannot be reset at once is reset later, and signs nothing meanwhile")
    func resetLater() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            bench.cards.refuseNext(desk, with: .readerHeld)
            let error = await #expect(throws: AgentError.self) { try await bench.agent.endPINSession() }
            #expect(error?.code == "reader.held")
            #expect(bench.state.professional.status == .locked)
            #expect(card.transmit([0x00, 0x20, 0x00, 0x01]) == [0x90, 0x00])
            #expect(await !bench.agent.checkPINSessions(at: .now))
            #expect(card.transmit([0x00, 0x20, 0x00, 0x01]) == [0x63, 0xC3])
        }
    }

    @Test("A PUK that opened a card is not left presented")
    func unblocked() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard { $0.triesLeft = 0 }
            try await bench.insertProfessional(card)
            try await bench.changeCode("12345678", to: "4321", byPUK: true)
            #expect(card.transmit([0x00, 0x20, 0x00, 0x02]) == [0x63, 0xCA])
            #expect(bench.state.professional.status == .locked)
        }
    }

    @Test("A code meant for another card is not presented")
    func otherCard() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            await #expect(throws: AgentError(.requestCardSession)) {
                try await bench.present("1234", cardSession: "another")
            }
            #expect(bench.cards.verifications(in: desk) == 0)
        }
    }

    @Test("With 0 minutes a PIN is never forgotten for idleness")
    func never() async throws {
        var configuration = AgentBench.configuration()
        configuration.pinIdle = 0
        try await AgentBench.run(configuration) { bench in
            try await bench.readyProfessional()
            #expect(await bench.agent.checkPINSessions(at: .now + .seconds(86_400)))
        }
    }

    @Test("A reset by another program is noticed without a signature, with the tries that it left")
    func resetByOther() async throws {
        try await AgentBench.run { bench in
            let card = try Sample.professionalCard()
            try await bench.readyProfessional(card)
            bench.cards.resetByAnotherProgram(desk)
            _ = card.transmit([0x00, 0x20, 0x00, 0x01, 0x08, 0x39, 0x39, 0x39, 0x39, 0xFF, 0xFF, 0xFF, 0xFF])
            #expect(await !bench.agent.checkPINSessions(at: .now))
            #expect(bench.state.professional.status == .locked)
            #expect(bench.state.professional.pinTriesLeft == 2)
        }
    }

    @Test("Sleep ends the session, and so does the agent's own end")
    func endsOfSession() async throws {
        let card = try Sample.professionalCard()
        try await AgentBench.run { bench in
            try await bench.readyProfessional(card)
            await bench.agent.resumed()
            #expect(bench.state.professional.status == .locked)
            try await bench.present("1234")
        }
        #expect(card.transmit([0x00, 0x20, 0x00, 0x01]) == [0x63, 0xC3])
    }

    @Test("The practice situations are there as long as the PIN holds")
    func situations() async throws {
        try await AgentBench.run { bench in
            try await bench.insertProfessional()
            #expect(try await bench.agent.professionalDetails().situations == nil)
            try await bench.present("1234")
            let details = try await bench.agent.professionalDetails()
            #expect(details.situations?.map(\.sector) == ["SA07"])
            #expect(details.holder.cardNumber == "2600000001")
            #expect(details.generation == "CPS3")
            try await bench.agent.endPINSession()
            #expect(try await bench.agent.professionalDetails().situations == nil)
        }
    }

    @Test("The counters are read from the card when asked for, and cost no try")
    func overview() async throws {
        try await AgentBench.run { bench in
            await #expect(throws: AgentError(.professionalAbsent)) { try await bench.agent.pinOverview() }
            try await bench.insertProfessional()
            let overview = try await bench.agent.pinOverview()
            #expect(overview.triesLeft == 3)
            #expect(overview.pukTriesLeft == 10)
            #expect(overview.lengths == 4...4)
            #expect(!overview.isVerified && !overview.hasPINPad)
            try await bench.present("1234")
            #expect(try await bench.agent.pinOverview().isVerified)
            #expect(bench.state.professional.status == .ready)
        }
    }
}

/// A professional's card that answers an empty VERIFY by its counter, also when its PIN is verified.
private final class TightLippedCard: VirtualCard {
    private let card: CPS3Card
    var atr: [UInt8] { card.atr }

    init(_ card: CPS3Card) {
        self.card = card
    }

    func power(_ event: PowerEvent) { card.power(event) }

    func transmit(_ command: [UInt8]) -> [UInt8] {
        command == [0x00, 0x20, 0x00, 0x01] ? [0x63, 0xC3] : card.transmit(command)
    }
}
