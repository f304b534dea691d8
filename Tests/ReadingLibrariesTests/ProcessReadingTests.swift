import HealthCards
import HealthIdentity
import ReadingLibraries
import SmartCard
import Testing
import ToolKit

/// What the libraries tell, and what they refuse, through the real helper process.
@Suite struct ProcessReadingTests {
    private let lecture = "Hn_LectureVitaleDonneesIdentification"

    @Test("Both libraries together tell people, serial number and nature of one card")
    func both() async throws {
        let stubs = try StubLibraries()
        let content = try await stubs.read()
        #expect(content.chip == VitaleChip(serial: "000000000001", nature: .real))
        #expect(content.bearers.map(\.givenName) == ["GÉRARD", "ZOE"])
        #expect(content.bearers.map(\.birthRank?.value) == [1, 2])
        let reader = StubLibraries.reader.name
        #expect(
            stubs.calls == [
                "MICA_ControlePresence(\(reader), 0)", "MICA_Signature(\(reader), 0)",
                "Hn_Init(\(stubs.folder.path)/, 0)",
                "Hn_Lecture(, 10)", "MICA_ControlePresence(\(reader), 1)", "MICA_Terminer(, 0)",
            ])
    }

    @Test("The reading API alone tells either form")
    func apiOnly() async throws {
        let complete = try await StubLibraries([.api]).read()
        #expect(complete.chip == VitaleChip(serial: "000000000001", nature: nil))
        let other = try await StubLibraries([.api], document: Documents.identification).read()
        #expect(other.chip == nil)
        #expect(other.bearers.count == 2)
    }

    @Test(
        "MICA alone tells the chip",
        arguments: [
            ("R", VitaleChip.Nature.real), ("D", .demonstration), ("T", .test),
        ])
    func micaOnly(letter: String, nature: VitaleChip.Nature) async throws {
        let content = try await StubLibraries([.mica], "nature=\(letter)").read()
        #expect(content == OfficialContent(bearers: [], chip: VitaleChip(serial: "000000000001", nature: nature)))
    }

    @Test("A nature that is none of the three is not guessed")
    func unknownNature() async throws {
        await #expect(throws: OfficialReadingError.unreadable("natureCarte")) {
            try await StubLibraries([.mica], "nature=X").read()
        }
    }

    @Test("Many requests, and several at once, are answered by one process")
    func severalRequests() async throws {
        let stubs = try StubLibraries([.mica])
        let reading = stubs.reading
        let contents = try await withThrowingTaskGroup(of: OfficialContent.self) { group in
            for _ in 0..<8 { group.addTask { try await reading.read(in: StubLibraries.reader) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(contents.allSatisfy { $0.chip?.serial == "000000000001" })
        #expect(contents.count == 8)
    }

    @Test("A function's error keeps its name, its result and its code")
    func refusals() async throws {
        let stubs = try StubLibraries()
        for (scenario, error) in [
            ("init=5 init-code=17", OfficialReadingError.refused(function: "Hn_Init", result: 5, code: 17)),
            ("read=65535 read-code=40000", .refused(function: lecture, result: 65535, code: 40000)),
            ("mica-init=3", .refused(function: "MICA_Init", result: 3, code: nil)),
            ("presence=61713", .refused(function: "MICA_ControlePresenceCarteVitale", result: 0xF111, code: nil)),
            ("signature=9", .refused(function: "MICA_SignatureVitale", result: 9, code: nil)),
        ] {
            try stubs.play(scenario)
            await #expect(throws: error, "\(scenario)") { try await stubs.read() }
        }
        try stubs.play("version=8")
        await #expect(throws: OfficialReadingError.refused(function: "MICA_LireVersion", result: 8, code: nil)) {
            try await stubs.reading.version()
        }
        try stubs.play("finish=4")
        #expect(try await stubs.read().bearers.count == 2)
    }

    @Test("A length is only believed within the buffer")
    func lengths() async throws {
        let stubs = try StubLibraries([.api])
        for scenario in ["length-long", "length-longer", "length-zero"] {
            try stubs.play(scenario)
            await #expect(throws: OfficialReadingError.unreadable("length of the XML"), "\(scenario)") {
                try await stubs.read()
            }
        }
        try stubs.play("length-untouched")
        #expect(try await stubs.read().bearers.count == 2)
        let broken = try StubLibraries([.api], document: "<T_AsnBeneficiaire>")
        await #expect(throws: OfficialReadingError.unreadable("XML")) { try await broken.read() }
    }

    @Test("MICA's state of the card decides, before and after the reading")
    func states() async throws {
        let stubs = try StubLibraries()
        let unknown = OfficialReadingError.unreadable("state of the card")
        for (scenario, error) in [
            ("first=1", unknown), ("first=2", unknown), ("first=3", .cardAbsent), ("first=0xFF", unknown),
            ("then=0", unknown), ("then=2", .cardChanged), ("then=3", .cardAbsent), ("then=0xFF", unknown),
            ("other-card", .cardChanged), ("type=4", .cardAbsent), ("type=7", .cardAbsent),
        ] {
            try stubs.play(scenario)
            await #expect(throws: error, "\(scenario)") { try await stubs.read() }
        }
        try stubs.play("type=1")
        #expect(try await stubs.read().bearers.count == 2)
    }

    @Test("A serial number is 1 to 20 decimal digits, whatever stands behind it")
    func serials() async throws {
        let stubs = try StubLibraries([.mica])
        for serial in ["123456789012345678901", "", "12A"] {
            try stubs.play("serial=\(serial) ")
            await #expect(throws: OfficialReadingError.unreadable("serial"), "\(serial)") { try await stubs.read() }
        }
        try stubs.play("serial=12345678901234567890")
        #expect(try await stubs.read().chip?.serial == "12345678901234567890")
    }

    @Test("The card in place is confirmed by its serial number")
    func confirmation() async throws {
        let stubs = try StubLibraries()
        #expect(throws: Never.self) { try stubs.play("") }
        await #expect(throws: Never.self) { try await stubs.confirm("000000000001") }
        await #expect(throws: OfficialReadingError.cardChanged) { try await stubs.confirm("000000000002") }
        for (state, error) in [
            ("0", OfficialReadingError.unreadable("state of the card")), ("2", .cardChanged), ("3", .cardAbsent),
            ("0xFF", .unreadable("state of the card")),
        ] {
            try stubs.play("then=\(state)")
            await #expect(throws: error, "\(state)") { try await stubs.confirm("000000000001") }
        }
        for serial in ["", "1A", "123456789012345678901"] {
            await #expect(throws: OfficialReadingError.unreadable("serial")) { try await stubs.confirm(serial) }
        }
        #expect(!stubs.calls.contains { $0.hasPrefix("Hn_") })
    }

    @Test("Without MICA a card is confirmed by reading it again, without any library nothing is")
    func notConfigured() async throws {
        let api = try StubLibraries([.api])
        let serial = try #require(try await api.read().chip?.serial)
        try await api.confirm(serial)
        await #expect(throws: OfficialReadingError.cardChanged) { try await api.confirm("4711") }
        let none = try StubLibraries([])
        await #expect(throws: OfficialReadingError.notLoadable(reason: "no library is configured")) {
            try await none.read()
        }
        let incomplete = ProcessReading(
            OfficialLibraries(
                apiLec: "/lib/x.so", apiLecConfiguration: nil, mica: nil, helper: StubLibraries.helper))
        await #expect(throws: OfficialReadingError.notLoadable(reason: "the place of api_lec.ini is not configured")) {
            try await incomplete.read(in: StubLibraries.reader)
        }
    }

    @Test(
        "The slot of the professional's card and a reader without name are never offered",
        arguments: ["", "X PSS Reader on COM1 0"])
    func offered(name: String) async throws {
        let stubs = try StubLibraries()
        await #expect(throws: OfficialReadingError.cardAbsent) { try await stubs.reading.read(in: Reader(name: name)) }
        await #expect(throws: OfficialReadingError.cardAbsent) {
            try await stubs.reading.confirm(serial: "1", in: Reader(name: name))
        }
        #expect(stubs.calls.isEmpty)
    }

    @Test("A diagnosis loads the libraries; they find no core dump and no descriptor of ours")
    func diagnosis() async throws {
        // Three standard descriptors, input and output of the protocol.
        #expect(try await StubLibraries().process().report == "dumpable 0, open 5")
        let api = try StubLibraries([.api])
        #expect(try await api.reading.version() == nil)
        withExtendedLifetime(api) {}
    }
}
