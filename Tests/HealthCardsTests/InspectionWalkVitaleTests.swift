import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct InspectionWalkVitaleTests {
    static let atr = CardInspectionTests.vitale
    static let surname = Array("ZYXWCANARY".utf8)
    static let givenName = Array("QUETZALCOATL".utf8)
    static let birthDate = Array("19630417".utf8)
    static let matricule = Array("263047588412377".utf8)
    static let packedMatricule = hex("2630 4758 8412 3770")
    static let wide = givenName.flatMap { [$0, 0] as [UInt8] }
    static let applicationName = hex("D2760001244B564B") + [0x51]
    static let fileName = "KWZPLMTX"
    static let fileIdentifier: [UInt8] = [0xBE, 0xEF]
    static let secrets: [[UInt8]] = [
        surname, givenName, birthDate, matricule, packedMatricule, wide, applicationName, Array(fileName.utf8),
        fileIdentifier + fileIdentifier,
    ]

    /// A Vitale with a canary in every place, also where no card of ours has data.
    static func directories() -> [TreeCard.Directory] {
        let fields = TreeCard.tlv(0x80, surname) + TreeCard.tlv(0x81, givenName) + TreeCard.tlv(0x82, birthDate)
        let identity = TreeCard.tlv(0x65, fields) + TreeCard.tlv(0x65, fields + TreeCard.tlv(0x73, surname)) + [0, 0]
        let matricules = TreeCard.tlv(0x65, TreeCard.tlv(0x93, matricule) + TreeCard.tlv(0xA5, wide))
        var directories = [
            TreeCard.Directory(
                name: TreeCard.root, files: [[0x2F, 0x00]: surname, [0x2F, 0x02]: matricule], shortIdentifier2: identity
            ),
            TreeCard.Directory(
                name: TreeCard.vitale, files: [[0x20, 0x11]: TreeCard.tlv(0x66, TreeCard.tlv(0x80, birthDate))],
                shortIdentifier2: matricules),
            TreeCard.Directory(
                name: applicationName,
                files: [
                    fileIdentifier: wide, [0xBE, 0x01]: packedMatricule, [0xBE, 0x02]: [0x04, 0x00] + surname,
                    [0xBE, 0x03]: surname + [0x00] + givenName, [0xBE, 0x04]: TreeCard.tlv(0x65, surname),
                    [0xBE, 0x05]: [UInt8](repeating: 0x41, count: 300) + surname, [0xBE, 0x06]: [],
                ]),
        ]
        directories[1].files[[0x20, 0x01]] = TreeCard.pointers(directories, fileName: fileName)
        return directories
    }

    @Test("A Vitale is walked by its published files and by its own table")
    func walk() throws {
        let inspection = try CardInspection.walk(
            TreeCard(VitaleSearchTests.directories(), protected: [[0x20, 0x11]]), Self.atr)
        #expect(
            inspection.lines == [
                "ATR 3B 75 13 00 00 47 09 EA 90 00", "card vitale",
                "SELECT VITALE: 9000, 4 bytes", "  6F 2", "    84 0", "SELECT MF: 9000, 4 bytes", "  6F 2", "    84 0",
                "READ SFI 2 of MF: 6A82", "SELECT 2F00 of MF: 6A82", "SELECT 2F02 of MF: 6A82",
                "SELECT VITALE: 9000, 4 bytes", "  6F 2", "    84 0", "READ SFI 2 of VITALE: 6A82",
                "SELECT 2001 of VITALE: 9000, 4 bytes", "  6F 2", "    84 0", "READ 2001 of VITALE: 9000, 97 bytes",
                "  E0 95", "    A0 37", "      82 18", "      82 15", "    80 12", "    80 12", "    80 12",
                "    80 12",
                "SELECT application 1 (MF_VITALE): 9000, 4 bytes", "  6F 2", "    84 0",
                "SELECT file 1 of application 1: 9000, 4 bytes", "  6F 2", "    84 0",
                "READ file 1 of application 1: 9000, 55 bytes", "  65 27", "    80 7", "    81 6", "    82 8",
                "  65 24",
                "    80 7", "    81 3", "    82 8", "SELECT file 2 of application 1: 9000, 4 bytes", "  6F 2",
                "    84 0",
                "READ file 2 of application 1: 9000, 5 bytes without known structure",
                "SELECT application 2 (VITALE): 9000, 4 bytes", "  6F 2", "    84 0",
                "SELECT file 1 of application 2: 9000, 4 bytes", "  6F 2", "    84 0",
                "READ file 1 of application 2: 6982", "SELECT file 2 of application 2: 9000, 4 bytes", "  6F 2",
                "    84 0", "READ file 2 of application 2: 6B00",
            ])
    }

    @Test("Nothing of what stands on the card shows, wherever it stands and however it is written")
    func canary() throws {
        let inspection = try CardInspection.walk(TreeCard(Self.directories()), Self.atr)
        #expect(inspection.entries.count > 20)
        #expect(inspection.lines.contains("READ file 1 of application 3: 9000, 8 bytes without known structure"))
        #expect(Canary.leaks(of: Self.secrets, in: inspection) == [])
        let changed = try CardInspection.walk(TreeCard(Self.directories(), refusesRoot: true), Self.atr)
        #expect(Canary.leaks(of: Self.secrets, in: changed) == [])
    }

    @Test("Every prefix of the table and each of its bytes changed: nothing shows, and the commands are bounded")
    func mutations() async throws {
        let directories = Self.directories()
        let table = try #require(directories[1].files[[0x20, 0x01]])
        var checked: Set<String> = []
        func check(_ bytes: [UInt8]) throws {
            var changed = directories
            changed[1].files[[0x20, 0x01]] = bytes
            let card = TreeCard(changed)
            let inspection = try CardInspection.walk(card, Self.atr)
            #expect(card.count <= 60)
            guard checked.insert(inspection.description).inserted else { return }
            #expect(Canary.leaks(of: Self.secrets, in: inspection) == [])
        }
        for count in table.indices { try check(Array(table.prefix(count))) }
        for index in table.indices {
            await Task.yield()
            for value in [0x00, 0x7F, 0x82, 0xFF, table[index] ^ 1] as [UInt8] {
                var changed = table
                changed[index] = value
                try check(changed)
            }
        }
    }

    @Test("A card with more files than any is given up after 64, one with endless files after 600 commands")
    func limits() throws {
        let many = Dictionary(uniqueKeysWithValues: (0..<70).map { ([0x21, $0 as UInt8], [0x41] as [UInt8]) })
        let large = many.mapValues { _ in [UInt8](repeating: 0x41, count: 40_000) }
        for (files, bound) in [(many, 250), (large, 600)] {
            var directories = [
                TreeCard.Directory(name: TreeCard.root), TreeCard.Directory(name: TreeCard.vitale, files: files),
            ]
            directories[1].files[[0x20, 0x01]] = TreeCard.pointers(directories)
            let card = TreeCard(directories)
            let inspection = try CardInspection.walk(card, Self.atr)
            #expect(inspection.entries.last?.outcome == .givenUp)
            #expect(inspection.entries.filter { $0.outcome == .givenUp }.count == 1)
            #expect(card.count <= bound)
        }
    }
}
