import CardSimulator
import Cryptography
import HealthCards
import SmartCard
import Testing

/// A fault at each position of what is done with a card.
@Suite struct CPxFaultTests {
    /// A card of either generation.
    static func simulated(_ kind: CardKind) throws -> any VirtualCard {
        kind == .cps4 ? try Simulated.chipDoc() : try Simulated.card()
    }

    @Test(
        "A fault anywhere in reading is told as what it is, and no PIN is touched", arguments: [CardKind.cps3, .cps4])
    func reading(_ kind: CardKind) async throws {
        let simulated = try Self.simulated(kind)
        let whole = CPxFaultyChannel(simulated)
        let card = try CPxCard.read(whole, kind)
        let certificateEnd = try #require(whole.commands.firstIndex { $0.suffix(2) == [0x70, 0x06] })
        let application = try #require(whole.commands.firstIndex { $0[1] == 0xA4 && $0.suffix(2) == [0x00, 0x01] })
        // A CPS4 that refuses its application is led there another way.
        let detours = kind == .cps4 ? [0, application, application + 1] : []
        for position in whole.commands.indices {
            for fault in CPxFaultyChannel.faults {
                let channel = CPxFaultyChannel(simulated, position, fault)
                let result = Result { () throws(HealthCardError) in try CPxCard.read(channel, kind) }
                Self.check(result, fault, dispensable: detours.contains(position) || position >= certificateEnd) {
                    $0.holder.certificate == card.holder.certificate
                }
                #expect(!channel.touchedPIN)
            }
            await Task.yield()
        }
        #expect(try CPxCard.read(CPxFaultyChannel(simulated), kind) == card)
    }

    @Test(
        "A fault anywhere in signing is told as what it is, and no PIN is touched", arguments: [CardKind.cps3, .cps4])
    func signing(_ kind: CardKind) throws {
        try Self.walk(Self.simulated(kind), kind) { card, channel throws(HealthCardError) in
            try card.sign([1, 2, 3], channel)
        }
    }

    @Test("A fault anywhere in a signature over the last block is told as what it is, and no PIN is touched")
    func signingLastBlock() throws {
        try Self.walk(Simulated.card { $0.externalHash = false }, .cps3) { card, channel throws(HealthCardError) in
            try card.sign([1, 2, 3], channel)
        }
    }

    @Test(
        "A fault anywhere in reading situations is told as what it is, and no PIN is touched",
        arguments: [CardKind.cps3, .cps4])
    func situations(_ kind: CardKind) throws {
        try Self.walk(Self.simulated(kind), kind) { card, channel throws(HealthCardError) in
            try card.situations(channel)
        }
    }

    /// Every fault at every position of an action after the PIN; each ends in an error, and the next try succeeds.
    private static func walk<R: Equatable>(
        _ simulated: any VirtualCard, _ kind: CardKind,
        _ action: (CPxCard, CPxFaultyChannel) throws(HealthCardError) -> R
    ) throws {
        let card = try CPxCard.read(CPxFaultyChannel(simulated), kind)
        #expect(try card.verify(PIN(literal: "1234"), CPxFaultyChannel(simulated)) == .verified)
        let whole = CPxFaultyChannel(simulated)
        let expected = try action(card, whole)
        for position in whole.commands.indices {
            for fault in CPxFaultyChannel.faults {
                let channel = CPxFaultyChannel(simulated, position, fault)
                let result = Result { () throws(HealthCardError) in try action(card, channel) }
                check(result, fault, dispensable: false, reopened: kind == .cps4 && position < 2) { _ in false }
                #expect(!channel.touchedPIN)
                #expect(try card.verify(PIN(literal: "1234"), CPxFaultyChannel(simulated)) == .verified)
            }
        }
        #expect(try action(card, CPxFaultyChannel(simulated)) == expected)
    }

    /// What a fault must end in. A step that may fail leaves a good result; a CPS4 whose channel was opened again has lost
    /// its PIN.
    private static func check<R>(
        _ result: Result<R, HealthCardError>, _ fault: CPxFaultyChannel.Fault, dispensable: Bool,
        reopened: Bool = false,
        _ isGood: (R) -> Bool
    ) {
        switch (result, fault) {
        case (.failure(let failure), .error(let error)): #expect(failure == .card(error))
        case (.failure(.card(.unexpectedStatus(let status, _))), .status(let expected)):
            #expect(status == (reopened ? .securityStatusNotSatisfied : expected) && !dispensable)
        case (.success(let value), .status): #expect(dispensable && isGood(value))
        default: Issue.record("\(fault) ended otherwise")
        }
    }
}
