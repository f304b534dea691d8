import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CPxCardPINChangeTests {
    static func card() throws -> (CPxCard, SimulatedChannel) {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        _ = channel.commands()
        return (card, channel)
    }

    @Test("A PIN is changed by one command, and the new one is in force")
    func change() throws {
        let (card, channel) = try Self.card()
        #expect(try card.changePIN(from: PIN(literal: "1234"), to: PIN(literal: "5678"), channel) == .verified)
        #expect(channel.commands() == [hex("0024000110 31323334FFFFFFFF 35363738FFFFFFFF")])
        #expect(try card.verify(PIN(literal: "1234"), channel) == .wrong(retriesLeft: 2))
        #expect(try card.verify(PIN(literal: "5678"), channel) == .verified)
    }

    @Test("A wrong old PIN costs a try and changes nothing")
    func wrong() throws {
        let (card, channel) = try Self.card()
        #expect(
            try card.changePIN(from: PIN(literal: "9999"), to: PIN(literal: "5678"), channel)
                == .wrong(retriesLeft: 2))
        #expect(channel.commands().count == 1)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
    }

    @Test("Codes of another length are not presented")
    func lengths() throws {
        let (card, channel) = try Self.card()
        let (four, five) = ("1234", "12345")
        #expect(try card.changePIN(from: PIN(literal: five), to: PIN(literal: four), channel) == .wrongLength(4...4))
        #expect(try card.changePIN(from: PIN(literal: four), to: PIN(literal: five), channel) == .wrongLength(4...4))
        #expect(try card.unblock(puk: PIN(literal: five), newPIN: PIN(literal: four), channel) == .wrongLength(8...8))
        #expect(
            try card.unblock(puk: PIN(literal: "12345678"), newPIN: PIN(literal: five), channel) == .wrongLength(4...4))
        #expect(channel.commands().isEmpty)
    }

    @Test("A blocked card is unblocked with its PUK, and the new PIN has all its tries")
    func unblock() throws {
        let (card, channel) = try Self.card()
        for _ in 1...3 { _ = try card.verify(PIN(literal: "9999"), channel) }
        #expect(try card.pinStatus(channel) == .blocked)
        _ = channel.commands()
        #expect(try card.unblock(puk: PIN(literal: "12345678"), newPIN: PIN(literal: "5678"), channel) == .verified)
        #expect(channel.commands() == [hex("0020000208 3132333435363738"), hex("002C020108 35363738FFFFFFFF")])
        #expect(try card.pinStatus(channel) == .notVerified(triesLeft: 3))
        #expect(try card.verify(PIN(literal: "5678"), channel) == .verified)
    }

    @Test("A wrong PUK costs one of its ten tries, and nothing more is sent")
    func wrongPUK() throws {
        let (card, channel) = try Self.card()
        #expect(try card.pukRetriesLeft(channel) == 10)
        _ = channel.commands()
        #expect(
            try card.unblock(puk: PIN(literal: "87654321"), newPIN: PIN(literal: "5678"), channel)
                == .wrong(retriesLeft: 9))
        #expect(channel.commands().count == 1)
        #expect(try card.pukRetriesLeft(channel) == 9)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
    }

    @Test(
        "After a broken exchange or an odd answer nothing is sent again",
        arguments: [CardError.cardRemoved, .cardReset, .communicationFailed(code: 0x8010_0016)])
    func doubtful(_ error: CardError) throws {
        let card = try Simulated.read.get()
        let change = "0024000110 31323334FFFFFFFF 35363738FFFFFFFF"
        let broken = ScriptedCard([.init(change, fails: error, "CHANGE")])
        #expect(throws: HealthCardError.card(error)) {
            try card.changePIN(from: PIN(literal: "1234"), to: PIN(literal: "5678"), broken)
        }
        #expect(broken.complaint == nil)
        let reset = ScriptedCard([
            .init("0020000208 3132333435363738", "9000", "VERIFY PUK"),
            .init("002C020108 35363738FFFFFFFF", fails: error, "RESET RETRY COUNTER"),
        ])
        #expect(throws: HealthCardError.card(error)) {
            try card.unblock(puk: PIN(literal: "12345678"), newPIN: PIN(literal: "5678"), reset)
        }
        #expect(reset.complaint == nil)
    }

    @Test("An answer that asks for repetition is not obeyed", arguments: ["6108", "6C08", "6F00", "6A80"])
    func odd(_ status: String) throws {
        let card = try Simulated.read.get()
        let answer = StatusWord(hex(status)[0], hex(status)[1])
        let change = ScriptedCard([.init("0024000110 31323334FFFFFFFF 35363738FFFFFFFF", status, "CHANGE")])
        #expect(throws: HealthCardError.card(.unexpectedStatus(answer, during: "CHANGE REFERENCE DATA"))) {
            try card.changePIN(from: PIN(literal: "1234"), to: PIN(literal: "5678"), change)
        }
        #expect(change.complaint == nil)
        let reset = ScriptedCard([
            .init("0020000208 3132333435363738", "9000", "VERIFY PUK"),
            .init("002C020108 35363738FFFFFFFF", status, "RESET RETRY COUNTER"),
        ])
        #expect(throws: HealthCardError.card(.unexpectedStatus(answer, during: "new PIN"))) {
            try card.unblock(puk: PIN(literal: "12345678"), newPIN: PIN(literal: "5678"), reset)
        }
        #expect(reset.complaint == nil)
    }
}
