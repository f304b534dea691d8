import Testing

@testable import CardSimulator

@Suite("The virtual Vitale card")
struct VitaleCardTests {
    /// The two bearers of vitale.md 3.8.
    private static let family = [
        Bearer(name: "TESTEUR", givenName: "GÉRARD", birthDate: "1975-04-12", matricule: "1750499999001"),
        Bearer(name: "TESTEUR", givenName: "ZOE", birthDate: "2012-02-30"),
    ]
    private static let identities =
        "65 1B 80 07 54455354455552 81 06 47C952415244 82 08 3139373530343132"
        + "65 18 80 07 54455354455552 81 03 5A4F45 82 08 3230313230323330"
    private static let numbers = "65 15 90 02 4652 93 0F 313735303439393939393030313730 65 04 90 02 4652"
    private static let selectRoot = hex("00 A4 00 00 02 3F 00")
    private static let selectVitale = hex("00 A4 04 00 0B D2 50 00 00 02 56 49 54 41 4C 45")

    private func card(_ layout: VitaleDescription.Layout = .exact) throws -> VitaleCard {
        try VitaleCard(VitaleDescription(bearers: Self.family, layout: layout))
    }

    @Test("the exchange of the specification is played byte for byte")
    func exchange() throws {
        let card = try card()
        #expect(card.atr == hex("3B 75 13 00 00 47 09 EA 90 00"))
        #expect(card.transmit(Self.selectRoot) == hex("61 12"))
        #expect(
            card.transmit(hex("00 C0 00 00 12")) == hex("6F 10 84 0E D2 50 00 00 02 4D 46 5F 56 49 54 41 4C 45 90 00"))
        #expect(card.transmit(hex("00 B0 82 00 00")) == hex("6C 37"))
        #expect(card.transmit(hex("00 B0 82 00 37")) == hex(Self.identities + "9000"))
        #expect(card.transmit(Self.selectVitale) == hex("61 0F"))
        #expect(card.transmit(hex("00 C0 00 00 0F")) == hex("6F 0D 84 0B D2 50 00 00 02 56 49 54 41 4C 45 90 00"))
        #expect(card.transmit(hex("00 B0 82 00 00")) == hex("6C 1D"))
        #expect(card.transmit(hex("00 B0 82 00 1D")) == hex(Self.numbers + "9000"))
    }

    @Test("a padded file is filled with zeros to 256 bytes")
    func padded() throws {
        let card = try card(.padded)
        _ = card.transmit(Self.selectRoot)
        let data = hex(Self.identities)
        let zeros = [UInt8](repeating: 0, count: 256 - data.count)
        #expect(card.transmit(hex("00 B0 82 00 00")) == data + zeros + hex("90 00"))
    }

    @Test("a large family is continued by offset, in 512 bytes when padded", arguments: [true, false])
    func longFile(isPadded: Bool) throws {
        let bearers = [Bearer](repeating: Self.family[0], count: 10)
        let card = try VitaleCard(VitaleDescription(bearers: bearers, layout: isPadded ? .padded : .exact))
        _ = card.transmit(Self.selectRoot)
        var file = Array(card.transmit(hex("00 B0 82 00 00")).dropLast(2))
        #expect(file.count == 256)
        if isPadded {
            file += card.transmit(hex("00 B0 01 00 00")).dropLast(2)
            #expect(file.count == 512)
            #expect(file[290...].allSatisfy { $0 == 0 })
        } else {
            #expect(card.transmit(hex("00 B0 01 00 00")) == hex("6C 22"))
            file += card.transmit(hex("00 B0 01 00 22")).dropLast(2)
            #expect(file.count == 290)
        }
        #expect(file[261..<290] == hex(Self.identities)[..<29])
        #expect(card.transmit(hex("00 B0 02 00 00")) == hex("6B 00"))
    }

    @Test(
        "what a T=0 card refuses is refused",
        arguments: [
            ("00 A4 00 00 02 3F 00 00", "67 00"), ("00 A4 04 00 0B D250000002564954414C45 00", "67 00"),
            ("00 A4 00 00", "67 00"), ("00 A4 00 00 02 2F 01", "6A 82"), ("00 A4 04 00 05 A000000003", "6A 82"),
            ("00 A4 00 04 02 3F 00", "6A 86"), ("00 A4 09 00 02 3F 00", "6A 86"), ("BC A4 00 00 02 3F 00", "6E 00"),
            ("00 CA 00 00 00", "6D 00"), ("00 C0 00 00 10", "69 85"), ("00 A4", "67 00"), ("", "67 00"),
        ])
    func refusals(command: String, status: String) throws {
        #expect(try card().transmit(hex(command)) == hex(status))
    }

    @Test("reading needs a selection, a known file and an offset inside it")
    func reading() throws {
        let card = try card()
        #expect(card.transmit(hex("00 B0 82 00 00")) == hex("6A 82"))
        #expect(card.transmit(hex("00 B0 00 00 00")) == hex("69 86"))
        _ = card.transmit(Self.selectRoot)
        #expect(card.transmit(hex("00 B0 81 00 00")) == hex("6A 82"))
        #expect(card.transmit(hex("00 B0 A2 00 00")) == hex("6A 86"))
        #expect(card.transmit(hex("00 B0 82 36 00")) == hex("6C 01"))
        #expect(card.transmit(hex("00 B0 82 37 00")) == hex("6B 00"))
        #expect(card.transmit(hex("00 B0 00 00 02")) == hex("65 1B 90 00"))
    }

    @Test("P2 0C selects without an answer, and a failed selection changes nothing")
    func quietSelect() throws {
        let card = try card()
        #expect(card.transmit(hex("00 A4 04 0C 0B D2 50 00 00 02 56 49 54 41 4C 45")) == hex("90 00"))
        #expect(card.transmit(hex("00 A4 00 00 02 2F 01")) == hex("6A 82"))
        #expect(card.transmit(hex("00 B0 82 00 00")) == hex("6C 1D"))
    }

    @Test("every power event forgets the selection and what waits", arguments: [PowerEvent.on, .off, .reset])
    func power(event: PowerEvent) throws {
        let card = try card()
        _ = card.transmit(Self.selectRoot)
        card.power(event)
        #expect(card.transmit(hex("00 C0 00 00 12")) == hex("69 85"))
        #expect(card.transmit(hex("00 B0 82 00 00")) == hex("6A 82"))
    }

    @Test(
        "the key is computed, also for Corsica, unless given",
        arguments: [
            ("1601063220118", nil, "160106322011803"), ("1810163220751", nil, "181016322075140"),
            ("275072A004005", nil, "275072A00400564"), ("275072B004005", nil, "275072B00400591"),
            ("1810163220751", "99", "181016322075199"),
        ])
    func key(matricule: String, key: String?, expected: String) throws {
        let bearer = Bearer(name: "A", givenName: "B", birthDate: "C", matricule: matricule, key: key)
        let files = try VitaleFiles(VitaleDescription(bearers: [bearer]))
        #expect(files.numbers?.suffix(17) == [0x93, 0x0F] + Array(expected.utf8))
    }

    @Test("what does not fit on the chip is named")
    func impossible() {
        func make(_ bearer: Bearer, atr: String? = nil) throws(CardDescriptionError) -> VitaleCard {
            try VitaleCard(VitaleDescription(bearers: [bearer], atr: atr))
        }
        let good = Bearer(name: "A", givenName: "B", birthDate: "C")
        var bearer = good
        bearer.name = "ŁUKASZ"
        #expect(throws: CardDescriptionError.notLatin1(key: "name")) { try make(bearer) }
        bearer = good
        bearer.givenName = String(repeating: "A", count: 256)
        #expect(throws: CardDescriptionError.self) { try make(bearer) }
        bearer = good
        bearer.key = "40"
        #expect(throws: CardDescriptionError.self) { try make(bearer) }
        for matricule in [
            "181016322075", "18101632207510", "1810163A20751", "181016322075A", "1810132A20751", "27507²A004005",
        ] {
            bearer = good
            bearer.matricule = matricule
            #expect(throws: CardDescriptionError.self, "\(matricule)") { try make(bearer) }
        }
        for atr in ["", "3B", "3Z00", String(repeating: "3B", count: 34)] {
            #expect(throws: CardDescriptionError.self, "\(atr)") { try make(good, atr: atr) }
        }
    }

    @Test("a long name gets a two-byte length")
    func longName() throws {
        let name = String(repeating: "A", count: 200)
        let files = try VitaleFiles(
            VitaleDescription(bearers: [Bearer(name: name, givenName: "B", birthDate: "20120230")]))
        #expect(files.identities?.prefix(6) == hex("65 81 D8 80 81 C8"))
    }

    @Test("no command, cut or changed, traps or gets less than a status word")
    func anyCommand() throws {
        let card = try card()
        let good = [
            Self.selectRoot, hex("00 C0 00 00 12"), hex("00 B0 82 00 37"), Self.selectVitale, hex("00 B0 00 00 00"),
        ]
        for bytes in good.flatMap(mutations) + good {
            let answer = card.transmit(bytes)
            #expect((2...258).contains(answer.count))
        }
    }
}
