import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CPxCardPINStatusTests {
    @Test(
        "Tries are asked for by an empty VERIFY when the card does not show its parameters",
        arguments: [
            ("63C1", 1), ("6983", 0), ("9000", nil),
        ] as [(String, Int?)])
    func retriesFallback(_ status: String, _ left: Int?) throws {
        let card = try Simulated.read.get()
        let script = ScriptedCard([
            .init("00A4090C023F00", "9000", "SELECT MF"),
            .init("00CB3FFF0A 4D087006BF810102A080", "6A88", "GET DATA"), .init("00200001", status, "empty VERIFY"),
        ])
        #expect(try card.retriesLeft(script) == left)
        #expect(script.complaint == nil)
    }

    @Test("A blocked card is told before any try")
    func blocked() throws {
        let channel = SimulatedChannel(try Simulated.card { $0.triesLeft = 0 })
        #expect(try CPxCard.read(channel, .cps3).retriesLeft(channel) == 0)
    }

    @Test("The status is told without costing a try")
    func status() throws {
        let channel = SimulatedChannel(try Simulated.card())
        let card = try CPxCard.read(channel, .cps3)
        #expect(try card.pinStatus(channel) == .notVerified(triesLeft: 3))
        _ = try card.verify(PIN(literal: "9999"), channel)
        _ = channel.commands()
        #expect(try card.pinStatus(channel) == .notVerified(triesLeft: 2))
        #expect(channel.commands() == [hex("00200001")])
        _ = try card.verify(PIN(literal: "1234"), channel)
        #expect(try card.pinStatus(channel) == .verified)
    }

    @Test(
        "Each answer to an empty VERIFY has its meaning",
        arguments: [
            ("9000", PINStatus.verified), ("63C1", .notVerified(triesLeft: 1)), ("63C0", .blocked), ("6983", .blocked),
            ("6300", .notVerified(triesLeft: nil)),
        ])
    func answers(_ answer: String, _ status: PINStatus) throws {
        let card = try Simulated.read.get()
        let script = ScriptedCard([.init("00200001", answer, "empty VERIFY")])
        #expect(try card.pinStatus(script) == status)
        let odd = ScriptedCard([.init("00200001", "6700", "empty VERIFY")])
        #expect(throws: HealthCardError.card(.unexpectedStatus(.wrongLength, during: "empty VERIFY"))) {
            try card.pinStatus(odd)
        }
    }

    @Test("A PUK without uses left is blocked, whatever its tries")
    func uses() throws {
        let card = try Simulated.read.get()
        for (uses, left) in [("9D020064", 10), ("9D020000", 0), ("9D0100", 0), ("9D00", 10)] {
            let docp = hex("9A010A 9B010A") + hex(uses)
            let object = hex("BF8102") + [UInt8(docp.count + 2), 0xA0, UInt8(docp.count)] + docp
            let answer = ([0x70, UInt8(object.count)] + object).map { String($0, radix: 16).leftPadded }.joined()
            let script = ScriptedCard([
                .init("00A4090C023F00", "9000", "SELECT MF"),
                .init("00CB3FFF0A 4D087006BF810202A080", answer + "9000", "GET DATA"),
            ])
            #expect(try card.pukRetriesLeft(script) == left)
            #expect(script.complaint == nil)
        }
    }
}

extension String {
    /// Two digits.
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
