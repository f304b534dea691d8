import Testing

@testable import CardSimulator

@Suite("Cards that are neither Vitale 2 nor professional cards with contacts")
struct OtherCardTests {
    private static let selectVitale = "00 A4 04 00 0B D2 50 00 00 02 56 49 54 41 4C 45"
    private static let selectCPx = "00 A4 04 0C 0D E8 28 BD 08 0F 80 25 00 00 01 FF 00 10"
    private static let selectRoot = "00 A4 00 00 02 3F 00"

    private func card(_ kind: OtherCardDescription.Kind, atr: String? = nil) throws -> OtherCard {
        try OtherCard(OtherCardDescription(kind, atr: atr))
    }

    /// The answers to commands, in order.
    private func answers(_ kind: OtherCardDescription.Kind, _ commands: String...) throws -> [String] {
        let card = try card(kind)
        return commands.map { hex(card.transmit(hex($0))) }
    }

    @Test(
        "each has its ATR",
        arguments: [
            (OtherCardDescription.Kind.vitale1, "3F 65 25 00 22 09 69 90 00"),
            (.bank, "3F 65 25 08 43 04 6C 90 00"), (.cps2ter, "3B 7B 18 00 00 53 49 4D 55 4C 45 45 00 00 90 00"),
            (.contactlessCPx, "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E"),
            (.phone, "3B 80 80 01 01"), (.decoy, "3B 75 13 00 00 9C 02 02 01 02"), (.unknown, "3B 02 14 50"),
            (.mute, ""),
        ])
    func atrs(kind: OtherCardDescription.Kind, atr: String) throws {
        #expect(hex(try card(kind).atr) == atr)
    }

    @Test("any of them takes another ATR, but for the mute one")
    func otherATR() throws {
        let listed = "3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 FF FF FF E3"
        #expect(hex(try card(.contactlessCPx, atr: listed).atr) == listed)
        #expect(throws: CardDescriptionError.self) { try card(.mute, atr: "3B00") }
        #expect(throws: CardDescriptionError.self) { try card(.bank, atr: "") }
    }

    @Test("none of them has the VITALE application, nor the contact application of a CPx")
    func noneIsOurs() throws {
        for kind in OtherCardDescription.Kind.allCases {
            let status = try answers(kind, Self.selectVitale, Self.selectCPx)
            #expect(!status.contains { $0.hasPrefix("90") || $0.hasPrefix("61") || $0.hasSuffix("90 00") }, "\(kind)")
        }
    }

    @Test("a Vitale 1 refuses ISO commands as published, and gives words of its memory in class BC")
    func vitale1() throws {
        let refusals = try answers(.vitale1, Self.selectRoot, Self.selectVitale, "BC A4 00 00 02 3F 00")
        #expect(refusals == ["6E 00", "6E 00", "6D 00"])
        let reads = try answers(.vitale1, "BC C0 00 00 08", "BC B0 02 F0 08", "BC B0 02 88 04", "BC B0 21 80 04")
        #expect(reads[0].hasPrefix("21 88") && reads[0].hasSuffix("90 00"))
        #expect(Array(reads[1...]) == ["3F FF F7 50 10 48 43 FF 90 00", "3F FF FF FF 90 00", "3F FF FF FF 90 00"])
        let outside = try answers(
            .vitale1, "BC B0 02 80 04", "BC B0 21 80 05", "BC B0 02 89 04", "BC C0 00 00 07", "BC B0 02 88")
        #expect(outside == ["6B 00", "6B 00", "6B 00", "67 00", "67 00"])
    }

    @Test("a bank card knows its payment system environment and no other application")
    func bank() throws {
        let select = "00 A4 04 00 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31"
        let status = try answers(.bank, Self.selectVitale, select, "00 C0 00 00 12", "00 B0 82 00 00", "00 CA 00 00 00")
        #expect(status[0] == "6A 82")
        #expect(status[1] == "61 12")
        #expect(status[2] == "6F 10 84 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 90 00")
        #expect(status[3...] == ["69 86", "6D 00"])
        #expect(try answers(.bank, select + "00", Self.selectRoot) == ["67 00", "6A 82"])
    }

    @Test("a CPS2ter speaks class A0 only: one identifier at a time, 9Fxx announces data")
    func cps2ter() throws {
        let status = try answers(
            .cps2ter, Self.selectVitale, "A0 A4 00 00 02 3F 00", "A0 C0 00 00 07", "A0 C0 00 00 07",
            "A0 A4 00 00 02 7F 01",
            "A0 C0 00 00 07", "A0 A4 00 00 02 12 34", "A0 B0 00 00 01", "A0 20 00 00 00")
        #expect(
            status == [
                "6E 00", "9F 07", "85 05 00 00 3F 00 01 90 00", "67 00", "9F 07", "85 05 00 00 7F 01 02 90 00", "94 04",
                "94 08", "6D 00",
            ])
    }

    @Test("a contactless CPx has the technical application, by name and by path, and no PIN")
    func contactless() throws {
        let status = try answers(
            .contactlessCPx, "00 A4 04 0C 0D E8 28 BD 08 0F 80 25 00 00 01 FF 00 20", "00 A4 09 0C 04 3F 00 00 02",
            "00 A4 04 00 0D E8 28 BD 08 0F 80 25 00 00 01 FF 00 20", Self.selectCPx, "00 20 00 01")
        #expect(status == ["90 00", "90 00", "6A 86", "6A 82", "6D 00"])
    }

    @Test("a decoy lets its root be selected, which proves nothing, and a phone does not")
    func rootSelection() throws {
        #expect(try answers(.decoy, Self.selectRoot, Self.selectVitale) == ["61 06", "6A 82"])
        #expect(try answers(.phone, Self.selectRoot, Self.selectVitale + "00") == ["6A 82", "6A 82"])
        #expect(try answers(.unknown, Self.selectRoot, "80 A4 00 00", "00") == ["6E 00", "6E 00", "67 00"])
    }

    @Test("a power event forgets what waits")
    func power() throws {
        let card = try card(.decoy)
        _ = card.transmit(hex(Self.selectRoot))
        card.power(.reset)
        #expect(hex(card.transmit(hex("00 C0 00 00 06"))) == "69 85")
    }

    @Test("no command, cut or changed, traps or gets less than a status word")
    func anyCommand() async throws {
        let good = [
            Self.selectVitale, Self.selectRoot, "BC B0 02 88 04", "BC C0 00 00 08", "A0 A4 00 00 02 3F 00",
            "A0 C0 00 00 07", "00 C0 00 00 06",
        ].map { hex($0) }
        for kind in OtherCardDescription.Kind.allCases {
            let card = try card(kind)
            for command in good.flatMap(mutations) + good {
                #expect((2...258).contains(card.transmit(command).count))
            }
            await Task.yield()
        }
    }
}
