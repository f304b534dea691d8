import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct PINCommandTests {
    static let format = PINFormat(reference: 0x01, lengths: 4...8, storedLength: 10, padding: 0x20)

    @Test("One PIN is padded to the stored length, two follow each other")
    func bytes() throws {
        let one = ScriptedCard([.init("0020000 10A 31323334 202020202020", "9000", "VERIFY")])
        let single = try PINCommand([0x00, 0x20, 0x00, 0x01], PIN(literal: "1234"), Self.format)
        #expect(try single.transmit(one) == .success)
        #expect(one.complaint == nil)
        let two = ScriptedCard([
            .init("0124000114 31323334353637382020 39393939202020202020", "63C1", "CHANGE")
        ])
        let first = try PIN(literal: "12345678")
        let second = try PIN(literal: "9999")
        let double = try PINCommand([0x01, 0x24, 0x00, 0x01], first, second, Self.format)
        #expect(try double.transmit(two) == StatusWord(0x63, 0xC1))
        #expect(two.complaint == nil)
    }

    @Test("An answer that asks for more is returned, not followed", arguments: ["6110", "6C10"])
    func once(_ status: String) throws {
        let card = ScriptedCard([.init("002000010A 31323334 202020202020", status, "VERIFY")], on: .t1)
        let command = try PINCommand([0x00, 0x20, 0x00, 0x01], PIN(literal: "1234"), Self.format)
        #expect(try command.transmit(card) == StatusWord(hex(status)[0], hex(status)[1]))
        #expect(card.complaint == nil)
    }
}
