import Testing

@testable import CardSimulator

@Suite("T=0 and T=1 of the virtual CPS4")
struct CPS4TransportTests {
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    @Test("an ATR says whether T=1 is offered", arguments: zip(CPS3Kit.cps4ATRs, [true, true, false]))
    func offer(atr: String, offered: Bool) {
        #expect(CPS4Transport.offersT1(hex(atr)) == offered)
    }

    @Test("no ATR, cut or changed, traps")
    func anyATR() {
        for atr in CPS3Kit.cps4ATRs {
            for bytes in mutations(of: hex(atr)) { _ = CPS4Transport.offersT1(bytes) }
        }
        #expect(!CPS4Transport.offersT1([0x3B]))
        #expect(!CPS4Transport.offersT1([0x3B, 0xF0]))
    }

    @Test("a card of T=0 alone refuses a case 4 command with its Le")
    func refused() {
        var chip = kit.readyCPS4(atr: CPS3Kit.cps4ATRs[2])
        #expect(chip.send("01 A4 08 00 02 D003 00") == "67 00")
        #expect(chip.send("01 A4 08 00 02 D003") == "61 26")
    }

    @Test("with Le a card of both answers at once, and a read gets what there is")
    func atOnce() {
        var chip = kit.readyCPS4()
        _ = chip.send("01 A4 08 00 02 D003")
        #expect(chip.send("01 B0 00 00 00") == "6C 0C")
        #expect(chip.respond(to: hex("01 A4 08 00 02 D003 00")).count == 0x28)
        #expect(chip.send("01 B0 00 00 00") == "5A 0A 80 25 00 00 01 99 21 48 03 8F 90 00")
        #expect(chip.send("01 A4 08 00 02 2F00 04") == "6F 24 80 02 61 22")
        chip.reset()
        _ = chip.send(CPS4Chip.open)
        _ = chip.send("01 A4 08 00 02 D003")
        #expect(chip.send("01 B0 00 00 00") == "6C 0C")
    }

    @Test("256 bytes leave as E7 and the rest, with T=1 too")
    func limited() {
        var chip = kit.readyCPS4()
        _ = chip.send("01 22 81 B6 04 91 02 28 90")
        let first = chip.respond(to: hex("01 2A 9E 9A 20") + [UInt8](repeating: 7, count: 32) + [0x00])
        #expect(first.count == 0xE7 + 2)
        #expect(first.suffix(2) == [0x61, 0x19])
        #expect(chip.respond(to: hex("01 C0 00 00 19")).count == 0x19 + 2)
    }
}
