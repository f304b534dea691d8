import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxDialectChannelTests {
    static let open = "01A4040C08 80250000 01FF0100"
    static let application = "01A4080002 0001"

    @Test("A CPS3 has no channel to open")
    func cps3() throws {
        let card = ScriptedCard([.init("00A4090C04 3F000001", "9000", "SELECT application")])
        try CPxDialect.cps3.open(card)
        try CPxDialect.cps3.enter(card)
        #expect(card.complaint == nil)
    }

    @Test("A CPS4 that stands in its application needs one command")
    func standing() throws {
        let card = ScriptedCard([.init(Self.application, "9000", "SELECT application")])
        try CPxDialect.cps4.enter(card)
        #expect(card.complaint == nil)
    }

    @Test("A channel closed by a reset is opened first")
    func closed() throws {
        let card = ScriptedCard([
            .init(Self.application, "6881", "SELECT application"), .init(Self.open, "9000", "SELECT ChipDoc"),
            .init(Self.application, "9000", "SELECT application"),
        ])
        try CPxDialect.cps4.enter(card)
        #expect(card.complaint == nil)
    }

    @Test("A card that refuses is led there once as the official library does", arguments: ["9000", "6985"])
    func detour(_ end: String) throws {
        let card = ScriptedCard([
            .init(Self.open, "6985", "SELECT ChipDoc"), .init("01A4040C07 A0000001510000", "6A82", "SELECT domain"),
            .init("00A4040C08 80250000 01FF0002", "9000", "SELECT CPS2ter"), .init(Self.open, end, "SELECT ChipDoc"),
        ])
        if end == "9000" {
            try CPxDialect.cps4.open(card)
        } else {
            #expect(throws: CardError.unexpectedStatus(.conditionsNotSatisfied, during: "SELECT ChipDoc")) {
                try CPxDialect.cps4.open(card)
            }
        }
        #expect(card.complaint == nil)
    }
}
