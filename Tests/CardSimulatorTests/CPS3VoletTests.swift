import Testing

@testable import CardSimulator

@Suite("The volet CPS2ter of both generations")
struct CPS3VoletTests {
    private let kit: CPS3Kit

    init() throws {
        kit = try CPS3Kit.shared.get()
    }

    private let dialogue = [
        ("A0 A4 00 00 02 3F00", "9F 07"), ("A0 C0 00 00 07", "85 05 00 00 3F 00 01 90 00"),
        ("A0 C0 00 00 07", "67 00"), ("A0 A4 00 00 02 4000", "94 04"), ("A0 A4 00 00 02 7F01", "9F 07"),
        ("A0 C0 00 00 08", "67 00"), ("A0 A4 00 00 02 7F01", "9F 07"), ("A0 B0 00 00 01", "94 08"),
        ("A0 A4 00 00 02 4000", "9F 07"), ("A0 C0 00 00 07", "85 05 00 00 40 00 04 90 00"),
        ("A0 B0 00 00 01", "94 02"), ("A0 A4 04 00 02 3F00", "6B 00"), ("A0 A4 00 00 04 3F007F01", "67 00"),
        ("A0 20 00 00", "6D 00"),
    ]

    @Test("a CPS3 answers in class A0 beside its own files")
    func cps3() {
        var chip = kit.chip()
        _ = chip.send("00 A4 09 0C 06 3F00 0001 5031")
        for (command, answer) in dialogue { #expect(chip.send(command) == answer) }
        #expect(chip.send("00 B0 00 00 02") == "A8 06 90 00")
        chip.reset()
        #expect(chip.send("A0 A4 00 00 02 4000") == "94 04")
    }

    @Test("a CPS4 answers the same on channel 0")
    func cps4() {
        var chip = kit.cps4()
        for (command, answer) in dialogue { #expect(chip.send(command) == answer) }
        chip.reset()
        #expect(chip.send("A0 A4 00 00 02 4000") == "94 04")
    }
}
