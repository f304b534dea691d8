import Testing

@testable import CardSimulator

@Suite("PIN and PUK of the virtual CPS4")
struct CPS4CodesTests {
    private static let wrong = "01 20 00 01 08 31323335FFFFFFFF"
    private static let new = "01 24 01 01 08 34333231FFFFFFFF"
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    private func opened(_ holder: ProfessionalDescription = .init()) -> CPS4Chip {
        var chip = kit.cps4(holder)
        _ = chip.send(CPS4Chip.open)
        return chip
    }

    @Test("an empty VERIFY tells the tries of both codes")
    func counters() {
        var chip = opened()
        #expect(chip.send("01 20 00 01") == "63 C3")
        #expect(chip.send("01 20 00 02") == "63 CA")
        #expect(chip.send(Self.wrong) == "63 C2")
        #expect(chip.send("01 20 00 01") == "63 C2")
        #expect(chip.send(CPS4Chip.rightPIN) == "90 00")
        #expect(chip.send("01 20 00 01") == "90 00")
        #expect(chip.send("01 20 00 81") == "6A 88")
    }

    @Test("three wrong PINs block, whatever happens to the power")
    func blocking() {
        var chip = opened()
        for status in ["63 C2", "63 C1", "63 C0", "69 83"] { #expect(chip.send(Self.wrong) == status) }
        chip.reset()
        _ = chip.send(CPS4Chip.open)
        #expect(chip.send(CPS4Chip.rightPIN) == "69 83")
    }

    @Test("the PIN is changed in two steps")
    func change() {
        var chip = opened()
        #expect(chip.send(Self.new) == "69 82")
        _ = chip.send(CPS4Chip.rightPIN)
        #expect(chip.send("01 24 00 01 10 31323334FFFFFFFF 34333231FFFFFFFF") == "6A 86")
        #expect(chip.send("01 24 01 01 04 34333231") == "67 00")
        #expect(chip.send("01 24 01 01 08 3433323131FFFFFF") == "6A 80")
        #expect(chip.send(Self.new) == "90 00")
        chip.reset()
        _ = chip.send(CPS4Chip.open)
        #expect(chip.send(CPS4Chip.rightPIN) == "63 C2")
        #expect(chip.send("01 20 00 01 08 34333231FFFFFFFF") == "90 00")
    }

    @Test("a blocked PIN gets its tries back after the PUK, and once a new value without the old")
    func unblock() {
        var holder = ProfessionalDescription()
        holder.triesLeft = 0
        var chip = opened(holder)
        #expect(chip.send("01 2C 03 81") == "69 82")
        #expect(chip.send("01 20 00 02 08 3132333435363739") == "63 C9")
        #expect(chip.send("01 20 00 02 08 3132333435363738") == "90 00")
        #expect(chip.send(Self.new) == "69 82")
        #expect(chip.send("01 2C 02 81") == "6A 86")
        #expect(chip.send("01 2C 03 81 01 00") == "67 00")
        #expect(chip.send("01 2C 03 81") == "90 00")
        #expect(chip.send(Self.new) == "90 00")
        #expect(chip.send(Self.new) == "69 82")
        #expect(chip.send("01 20 00 01") == "63 C3")
        #expect(chip.send("01 20 00 01 08 34333231FFFFFFFF") == "90 00")
    }

    @Test("a card can be made with a blocked PUK")
    func blockedPUK() {
        var holder = ProfessionalDescription()
        holder.pukTriesLeft = 0
        var chip = opened(holder)
        #expect(chip.send("01 20 00 02") == "69 83")
        #expect(chip.send("01 20 00 02 08 3132333435363738") == "69 83")
        #expect(chip.send("01 2C 03 81") == "69 82")
    }
}
