import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CPxCardPINTests {
    @Test("A PIN is verified, wrong, then blocked, and tries are counted without costing any")
    func pin() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        #expect(try card.retriesLeft(channel) == 3)
        #expect(try card.verify(PIN(literal: "9999"), channel) == .wrong(retriesLeft: 2))
        #expect(try card.retriesLeft(channel) == 2)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .verified)
        #expect(try card.retriesLeft(channel) == 3)
        for left in [2, 1] { #expect(try card.verify(PIN(literal: "9999"), channel) == .wrong(retriesLeft: left)) }
        #expect(try card.verify(PIN(literal: "9999"), channel) == .blocked)
        #expect(try card.retriesLeft(channel) == 0)
        #expect(try card.verify(PIN(literal: "1234"), channel) == .blocked)
    }

    @Test("A PIN of another length is not presented")
    func pinLength() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        _ = channel.commands()
        #expect(try card.verify(PIN(literal: "123456"), channel) == .wrongLength(4...4))
        #expect(channel.commands().isEmpty)
    }

    @Test("A PIN is presented once, padded as the card says")
    func presentation() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        _ = channel.commands()
        _ = try card.verify(PIN(literal: "1234"), channel)
        #expect(channel.commands() == [hex("0020000108 31323334 FFFFFFFF")])
    }

    @Test(
        "A card that leaves, is reset or refuses oddly is told, and the PIN is not presented again",
        arguments: [
            CardError.cardRemoved, .cardReset, .communicationFailed(code: 0x8010_0016),
        ])
    func pinFailure(_ error: CardError) throws {
        let card = try Simulated.read.get()
        let script = ScriptedCard([.init("0020000108 31323334 FFFFFFFF", fails: error, "VERIFY")])
        #expect(throws: HealthCardError.card(error)) { try card.verify(PIN(literal: "1234"), script) }
        #expect(script.complaint == nil)
    }

    @Test(
        "Each answer to VERIFY has its meaning",
        arguments: [
            ("9000", PINVerification.verified), ("63C2", .wrong(retriesLeft: 2)), ("63C0", .blocked),
            ("6983", .blocked),
            ("6300", .wrong(retriesLeft: nil)),
        ])
    func pinStatuses(_ status: String, _ verification: PINVerification) throws {
        let card = try Simulated.read.get()
        let script = ScriptedCard([.init("0020000108 31323334 FFFFFFFF", status, "VERIFY")])
        #expect(try card.verify(PIN(literal: "1234"), script) == verification)
        let odd = ScriptedCard([.init("0020000108 31323334 FFFFFFFF", "6F00", "VERIFY")])
        #expect(throws: HealthCardError.card(.unexpectedStatus(StatusWord(0x6F, 0x00), during: "VERIFY"))) {
            try card.verify(PIN(literal: "1234"), odd)
        }
    }
}
