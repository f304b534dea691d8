import CardSimulator
import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxOriginTests {
    static let origin = CPxOrigin(files: CPxFiles(dialect: .cps3))
    static let record = hex("EC12 8107 20240315120000 8207 20240315120130")

    static func file(_ identifier: String, _ content: String) -> [ScriptedCard.Exchange] {
        let size = String(hex(content).count, radix: 16)
        return [
            .init("00A4090404 3F00\(identifier)", "6204 8002 00\(size.count == 1 ? "0" : "")\(size) 9000", "SELECT"),
            .init("00B00000\(size.count == 1 ? "0" : "")\(size)", content + "9000", "READ"),
        ]
    }

    static let serialNumber = file("D003", "5A0A 8025000001 992148038F")
    static let noUpdate = ScriptedCard.Exchange("00A4090404 3F00D010", "6A82", "SELECT EF_ACTUA")

    @Test("A card of the agency, never updated, passes")
    func genuine() throws {
        let card = ScriptedCard(Self.serialNumber + [Self.noUpdate])
        try Self.origin.check(card)
        #expect(card.complaint == nil)
    }

    @Test("A CPS4 is not asked for its updates")
    func cps4() throws {
        let card = ScriptedCard([
            .init("01A4080002 D003", "6F04 8002 000C 9000", "SELECT EF.SN"),
            .init("01B000000C", "5A0A 8025000001 992148038F 9000", "READ EF.SN"),
        ])
        try CPxOrigin(files: CPxFiles(dialect: .cps4)).check(card)
        #expect(card.complaint == nil)
    }

    @Test("A card that lacks EF.SN passes, one of another issuer does not")
    func issuer() throws {
        let without = ScriptedCard([.init("00A4090404 3F00D003", "6A82", "SELECT EF.SN"), Self.noUpdate])
        try Self.origin.check(without)
        #expect(without.complaint == nil)
        for content in ["5A0A 8025000002 992148038F", "5A0A 80250000", "62 0A 8025000001 992148038F"] {
            let other = ScriptedCard(Self.file("D003", content))
            #expect(throws: HealthCardError.foreignIssuer) { try Self.origin.check(other) }
            #expect(other.complaint == nil)
        }
    }

    @Test("A card left in mid-update is refused, one that was updated whole is not")
    func update() throws {
        let whole = ScriptedCard(Self.serialNumber + Self.file("D010", "EC12 8107 20240315120000 8207 20240315120130"))
        try Self.origin.check(whole)
        #expect(whole.complaint == nil)
        let broken = ScriptedCard(Self.serialNumber + Self.file("D010", "EC12 8107 20240315120000 8207 00000000000000"))
        #expect(throws: HealthCardError.interruptedUpdate) { try Self.origin.check(broken) }
        #expect(broken.complaint == nil)
    }

    @Test(
        "A record without two dates is not complete",
        arguments: [
            "", "00", "EC00", "EC09 8107 20240315120000", "EC12 8107 20240315120000 8207 FFFFFFFFFFFFFF",
            "EC12 8107 19690315120000 8207 20240315120130", "EC11 8107 20240315120000 8206 202403151201",
        ])
    func incomplete(_ record: String) {
        #expect(!CPxOrigin.isComplete(hex(record)))
    }

    @Test("Every prefix of a record is incomplete, every changed byte gives an answer")
    func mutations() {
        for count in Self.record.indices { #expect(!CPxOrigin.isComplete(Array(Self.record.prefix(count)))) }
        for index in Self.record.indices {
            for value in UInt8.min...UInt8.max {
                var changed = Self.record
                changed[index] = value
                #expect(CPxOrigin.isComplete(changed) || changed != Self.record)
            }
        }
    }
}
