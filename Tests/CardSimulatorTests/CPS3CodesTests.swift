import Testing

@testable import CardSimulator

@Suite("PIN and PUK of the virtual CPS3")
struct CPS3CodesTests {
    private static let right = "00 20 00 01 08 31323334FFFFFFFF"
    private static let wrong = "00 20 00 01 08 31323335FFFFFFFF"
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    @Test("an empty VERIFY tells the tries left, then that the PIN was presented")
    func empty() {
        var chip = kit.chip()
        #expect(chip.send("00 20 00 01") == "63 C3")
        #expect(chip.send(Self.right) == "90 00")
        #expect(chip.send("00 20 00 01") == "90 00")
        #expect(chip.send("00 20 00 02") == "63 CA")
    }

    @Test("three wrong PINs block, and a block survives power and the right PIN")
    func blocking() {
        var chip = kit.chip()
        #expect(chip.send(Self.wrong) == "63 C2")
        #expect(chip.send(Self.wrong) == "63 C1")
        #expect(chip.send(Self.wrong) == "63 C0")
        #expect(chip.send(Self.right) == "69 83")
        chip.reset()
        #expect(chip.send("00 20 00 01") == "69 83")
        #expect(chip.send("00 24 00 01 10 31323334FFFFFFFF 34333231FFFFFFFF") == "69 83")
    }

    @Test("the right PIN gives all tries back; a wrong one ends the verification")
    func counter() {
        var chip = kit.chip()
        _ = chip.send(Self.wrong)
        #expect(chip.send(Self.right) == "90 00")
        #expect(chip.send(Self.wrong) == "63 C2")
        #expect(chip.send("00 20 00 01") == "63 C2")
    }

    @Test("power events forget that the PIN was presented, directories do not matter")
    func power() {
        var chip = kit.chip()
        _ = chip.send("00 A4 09 0C 04 3F00 0001")
        _ = chip.send(Self.right)
        _ = chip.send("00 A4 09 0C 02 3F00")
        #expect(chip.send("00 20 00 01") == "90 00")
        chip.reset()
        #expect(chip.send("00 20 00 01") == "63 C3")
    }

    @Test("a card can be made with tries used up or blocked", arguments: [(0, "69 83"), (1, "63 C1")])
    func prepared(tries: Int, status: String) {
        var holder = ProfessionalDescription()
        holder.triesLeft = tries
        var chip = kit.chip(holder)
        #expect(chip.send("00 20 00 01") == status)
        let docp = chip.exchange("00 CB 3F FF 0A 4D08 7006 BF8101 02 A080")
        #expect(docp[8..<14] == [0x9A, 0x01, 0x03, 0x9B, 0x01, UInt8(tries)])
    }

    @Test(
        "commands of a wrong form cost no try",
        arguments: [
            ("00 20 00 01 04 31323334", "67 00"), ("00 20 00 01 09 31323334FFFFFFFFFF", "67 00"),
            ("00 20 00 01 08 31323334FFFFFFFF 00", "67 00"), ("00 20 00 03 08 31323334FFFFFFFF", "6A 88"),
            ("00 20 01 01 08 31323334FFFFFFFF", "6A 86"), ("00 24 00 01 08 31323334FFFFFFFF", "67 00"),
            ("00 24 00 02 10 3132333435363738 3132333435363738", "69 82"), ("00 2C 02 01 08 34333231FFFFFFFF", "69 82"),
            ("00 2C 02 01 04 34333231", "67 00"), ("00 2C 01 01 08 34333231FFFFFFFF", "6A 86"),
            ("00 2C 02 02 08 34333231FFFFFFFF", "6A 88"),
        ])
    func form(command: String, status: String) {
        var chip = kit.chip()
        #expect(chip.send(command) == status)
        #expect(chip.send("00 20 00 01") == "63 C3")
        #expect(chip.send("00 20 00 02") == "63 CA")
    }

    @Test("digits without the FF padding are a wrong PIN")
    func padding() {
        var chip = kit.chip()
        #expect(chip.send("00 20 00 01 08 3132333400000000") == "63 C2")
    }

    @Test("the PIN is changed by presenting the old one")
    func change() {
        var chip = kit.chip()
        #expect(chip.send("00 24 00 01 10 31323335FFFFFFFF 34333231FFFFFFFF") == "63 C2")
        #expect(chip.send("00 24 00 01 10 31323334FFFFFFFF 34333231FFFFFFFF") == "90 00")
        #expect(chip.send(Self.right) == "63 C2")
        #expect(chip.send("00 20 00 01 08 34333231FFFFFFFF") == "90 00")
    }

    @Test("a blocked PIN is unblocked with the PUK, in two commands or in one", arguments: [true, false])
    func unblock(inOne: Bool) {
        var holder = ProfessionalDescription()
        holder.triesLeft = 0
        var chip = kit.chip(holder)
        if inOne {
            #expect(chip.send("00 2C 00 01 10 3132333435363739 34333231FFFFFFFF") == "63 C9")
            #expect(chip.send("00 2C 00 01 10 3132333435363738 34333231FFFFFFFF") == "90 00")
        } else {
            #expect(chip.send("00 20 00 02 08 3132333435363738") == "90 00")
            #expect(chip.send("00 2C 02 01 08 34333231FFFFFFFF") == "90 00")
        }
        #expect(chip.send("00 20 00 01") == "63 C3")
        #expect(chip.send("00 20 00 01 08 34333231FFFFFFFF") == "90 00")
    }

    @Test("a new PIN of another form than announced is refused and costs no try")
    func formOfNewPIN() {
        for pin in ["343332313131FFFF", "343332FFFFFFFFFF", "34333231FFFFFF00", "3433324100000000"] {
            var chip = kit.chip()
            #expect(chip.send("00 24 00 01 10 31323334FFFFFFFF" + pin) == "6A 80")
            #expect(chip.send("00 2C 00 01 10 3132333435363738" + pin) == "6A 80")
            #expect(chip.send("00 20 00 02") == "63 CA")
            _ = chip.send("00 20 00 02 08 3132333435363738")
            #expect(chip.send("00 2C 02 01 08" + pin) == "6A 80")
            #expect(chip.send(Self.right) == "90 00")
        }
    }

    @Test("a card of six to eight digits and another padding takes its own PINs only")
    func otherForm() {
        var holder = ProfessionalDescription()
        (holder.pin, holder.pinMinimum, holder.pinMaximum, holder.padding) = ("123456", 6, 8, 0x00)
        var chip = kit.chip(holder)
        #expect(chip.send("00 20 00 01 08 313233343536FFFF") == "63 C2")
        #expect(chip.send("00 24 00 01 10 3132333435360000 3837363534333231") == "90 00")
        #expect(chip.send("00 24 00 01 10 3837363534333231 3837363500000000") == "6A 80")
        #expect(chip.send("00 20 00 01 08 3837363534333231") == "90 00")
    }

    @Test("a PUK is blocked after its last try, in either form", arguments: [true, false])
    func blockedPUK(inOne: Bool) {
        var holder = ProfessionalDescription()
        (holder.triesLeft, holder.pukTriesLeft) = (0, 1)
        var chip = kit.chip(holder)
        let wrong =
            inOne
            ? "00 2C 00 01 10 3132333435363739 34333231FFFFFFFF" : "00 20 00 02 08 3132333435363739"
        #expect(chip.exchange("00 CB 3F FF 0A 4D08 7006 BF8102 02 A080")[8..<14] == hex("9A 01 0A 9B 01 01"))
        #expect(chip.send(wrong) == "63 C0")
        #expect(chip.send("00 20 00 02") == "69 83")
        #expect(chip.send("00 2C 00 01 10 3132333435363738 34333231FFFFFFFF") == "69 83")
        #expect(chip.exchange("00 CB 3F FF 0A 4D08 7006 BF8102 02 A080")[8..<14] == hex("9A 01 0A 9B 01 00"))
        #expect(chip.send("00 20 00 01") == "69 83")
    }

    @Test("GET DATA counts down with each wrong PIN and up again with the right one")
    func counterObject() {
        var chip = kit.chip()
        let request = "00 CB 3F FF 0A 4D08 7006 BF8101 02 A080"
        for left in [3, 2, 1] as [UInt8] {
            #expect(chip.exchange(request)[11..<14] == [0x9B, 0x01, left])
            _ = chip.send(left == 1 ? Self.right : Self.wrong)
        }
        #expect(chip.exchange(request)[11..<14] == [0x9B, 0x01, 0x03])
    }
}
