import Testing

@testable import CardSimulator

/// What a Vitale card can be besides the plain one of `VitaleCardTests`.
@Suite("The files of a virtual Vitale card")
struct VitaleTreeTests {
    private static let bearer = Bearer(
        name: "TESTEUR", givenName: "ZOE", birthDate: "2012-02-30", matricule: "2120599999001")
    private static let identity = hex("80 07 54455354455552 81 03 5A4F45 82 08 3230313230323330")
    private static let number = hex("90 02 4652 93 0F") + Array("2120599999001".utf8) + Array("19".utf8)
    private static let selectRoot = "00 A4 00 00 02 3F 00"
    private static let selectVitale = "00 A4 04 00 0B D2 50 00 00 02 56 49 54 41 4C 45"

    private func chip(_ change: (inout VitaleDescription) -> Void = { _ in }) throws -> VitaleChip {
        var description = VitaleDescription(bearers: [Self.bearer])
        change(&description)
        return VitaleChip(try VitaleTree(description), description.transport)
    }

    private func files(_ change: (inout VitaleDescription) -> Void) throws -> VitaleFiles {
        var description = VitaleDescription(bearers: [Self.bearer])
        change(&description)
        return try VitaleFiles(description)
    }

    @Test("all objects are in one template of one file, and the other file is not there")
    func schemas() throws {
        let inIdentity = try files { $0.schema = .allInIdentity }
        #expect(inIdentity.identities == TLV.encode(0x65, Self.identity + Self.number))
        #expect(inIdentity.numbers == nil)
        let inMatricules = try files { $0.schema = .allInMatricules }
        #expect(inMatricules.identities == nil)
        #expect(inMatricules.numbers == inIdentity.identities)
        var chip = try chip { $0.schema = .allInIdentity }
        _ = chip.respond(to: hex(Self.selectVitale))
        #expect(chip.respond(to: hex("00 B0 82 00 00")) == hex("6A 82"))
    }

    @Test("a padded file has the size asked for, with zeros or FF, and one too small is refused")
    func sizes() throws {
        let zeros = try files {
            $0.layout = .padded
            $0.fileSize = 40
        }
        #expect(zeros.identities?.count == 40)
        #expect(zeros.identities?.last == 0x00)
        let ones = try files { $0.layout = .paddedFF }
        #expect(ones.numbers?.count == 256)
        #expect(ones.numbers?.last == 0xFF)
        #expect(throws: CardDescriptionError.self) {
            try files {
                $0.layout = .padded
                $0.fileSize = 20
            }
        }
    }

    @Test("nineteen bearers need more than 256 bytes and are all there")
    func nineteen() throws {
        let all = try files { $0.bearers = [Bearer](repeating: Self.bearer, count: 19) }
        #expect(all.identities == (0..<19).flatMap { _ in TLV.encode(0x65, Self.identity) })
        #expect(all.identities?.count == 19 * 26)
    }

    @Test("texts are filled with spaces, the date is not")
    func spaces() throws {
        let padded = try files { $0.textWidth = 10 }
        let expected = hex("80 0A 54455354455552202020 81 0A 5A4F4520202020202020 82 08 3230313230323330")
        #expect(padded.identities == TLV.encode(0x65, expected))
    }

    @Test("an extra object follows the known ones, and what is not hexadecimal is refused")
    func extra() throws {
        let with = try files { $0.bearers[0].extra = "9F 70 01 AA" }
        #expect(with.identities == TLV.encode(0x65, Self.identity + hex("9F 70 01 AA")))
        #expect(throws: CardDescriptionError.self) { try files { $0.bearers[0].extra = "9" } }
    }

    @Test("a truncated file ends inside its last object, an empty one has none")
    func damaged() throws {
        let cut = try files { $0.truncated.identity = 3 }
        #expect(cut.identities == TLV.encode(0x65, Self.identity).dropLast(3))
        #expect(cut.numbers == TLV.encode(0x65, Self.number))
        #expect(throws: CardDescriptionError.self) { try files { $0.truncated.matricules = 300 } }
        let empty = try files { $0.empty = [.matricules] }
        #expect(empty.numbers == [])
        #expect(empty.identities == TLV.encode(0x65, Self.identity))
        var chip = try chip { $0.empty = [.identity] }
        _ = chip.respond(to: hex(Self.selectRoot))
        #expect(chip.respond(to: hex("00 B0 82 00 00")) == hex("6B 00"))
    }

    @Test("a protected file can be selected and not read")
    func protected() throws {
        var chip = try chip { $0.protected = [.identity, .matricules] }
        for selection in [Self.selectRoot, Self.selectVitale] {
            _ = chip.respond(to: hex(selection))
            #expect(chip.respond(to: hex("00 B0 82 00 00")) == hex("69 82"))
            #expect(chip.respond(to: hex("00 B0 00 00 01")) == hex("69 82"))
        }
    }

    @Test("through a lenient reader data come at once, and 6282 tells the end of a file")
    func lenient() throws {
        var chip = try chip { $0.transport = .lenient }
        let template = hex("6F 10 84 0E D2 50 00 00 02 4D 46 5F 56 49 54 41 4C 45 90 00")
        #expect(chip.respond(to: hex(Self.selectRoot)) == template)
        #expect(chip.respond(to: hex(Self.selectRoot + "00")) == template)
        #expect(chip.respond(to: hex("00 B0 82 00 00")) == TLV.encode(0x65, Self.identity) + hex("62 82"))
        #expect(chip.respond(to: hex("00 B0 82 00 1A")) == TLV.encode(0x65, Self.identity) + hex("90 00"))
        #expect(chip.respond(to: hex("00 B0 00 1A 00")) == hex("6B 00"))
        #expect(chip.respond(to: hex("00 C0 00 00 12")) == hex("69 85"))
    }

    @Test("recipe P finds POINTERS, and by it every file, of which the photo alone is protected")
    func pointers() throws {
        var chip = try chip()
        #expect(chip.respond(to: hex("00 A4 02 0C 02 20 01")) == hex("6A 82"))
        _ = chip.respond(to: hex(Self.selectVitale))
        #expect(chip.respond(to: hex("00 A4 02 00 02 20 01")) == hex("61 0A"))
        #expect(chip.respond(to: hex("00 C0 00 00 0A")) == hex("62 08 80 02 00 6F 83 02 20 01 90 00"))
        let table = chip.respond(to: hex("00 B0 00 00 6F"))
        let applications = hex(
            "82 12 00 01 00 00 D2 50 00 00 02 4D 46 5F 56 49 54 41 4C 45 82 0F 00 02 00 00 D2 50 00 00 02 56 49 54 41 4C 45"
        )
        try #require(table.count == 113)
        #expect(table.prefix(2) == hex("E0 6D"))
        #expect(table[2..<41] == TLV.encode(0xA0, applications))
        #expect(table[41..<55] == hex("80 0C") + Array("EFSYN1  ".utf8) + hex("00 01 2F 11"))
        #expect(table[55..<69] == hex("80 0C") + Array("EFSYN2  ".utf8) + hex("00 02 20 11"))
        #expect(table.suffix(2) == hex("90 00"))
        let answers = ["20 11", "20 12", "20 13", "20 14"].map { identifier in
            _ = chip.respond(to: hex("00 A4 02 0C 02" + identifier))
            return chip.respond(to: hex("00 B0 00 00 04"))
        }
        #expect(answers.map { $0.suffix(2) == [0x90, 0x00] } == [true, true, false, true])
        #expect(answers[1] == hex("66 0A 80 08 90 00"))
        #expect(answers[2] == hex("69 82"))
        #expect(answers[3] == hex("7F 21 81 C1 90 00"))
        #expect(chip.respond(to: hex("00 A4 02 0C 02 2F 00")) == hex("6A 82"))
        _ = chip.respond(to: hex(Self.selectRoot))
        #expect(chip.respond(to: hex("00 A4 02 0C 02 2F 00")) == hex("90 00"))
        #expect(chip.respond(to: hex("00 B0 00 00 04")) == hex("61 10 4F 0E 90 00"))
        #expect(chip.respond(to: hex("00 A4 02 0C 01 2F")) == hex("6A 82"))
    }

    @Test("the card file tells the start of validity")
    func cardFile() throws {
        let tree = try VitaleTree(VitaleDescription(bearers: [Self.bearer]))
        #expect(tree.file(0x2012, in: .vitale)?.content == hex("66 0A 80 08 3230313930363031"))
    }
}
