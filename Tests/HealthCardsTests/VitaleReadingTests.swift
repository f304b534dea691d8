import CardSimulator
import HealthCards
import HealthIdentity
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct VitaleReadingTests {
    /// vitale.md 3.8.
    static let identity = hex(
        """
        65 1B 80 07 54455354455552 81 06 47C952415244 82 08 3139373530343132
        65 18 80 07 54455354455552 81 03 5A4F45 82 08 3230313230323330
        """)
    static let matricules = hex("65 15 90 02 4652 93 0F 313735303439393939393030313730 65 04 90 02 4652")

    /// `count` bearers, each with its own matricule.
    static func family(_ count: Int, duplicates: Bool = false) -> (identity: [UInt8], matricules: [UInt8]) {
        let identity = (0..<count).flatMap { index in
            hex("65 1D 80 0A 4E4F4D4E4F4D4E4F4D20 81 05 5A4F4520") + [UInt8(0x41 + index % 26)]
                + hex("82 08 3230313230323330")
        }
        let matricules = (0..<count).flatMap { index in
            let digits = String(1_750_499_999_001 + (duplicates ? 0 : index))
            return hex("65 11 93 0F") + Array(digits.utf8) + Array("70".utf8)
        }
        return (identity, matricules)
    }

    @Test("The published example is read by the published exchange")
    func recipe() throws {
        let identity = ATR(Self.identity).description
        let matricules = ATR(Self.matricules).description
        let card = ScriptedCard([
            .init("00A40000023F00", "6112", "SELECT MF"),
            .init("00C0000012", "6F10840ED25000000 24D465F564954414C45 9000", "its template"),
            .init("00B0820000", "6C37", "READ identity"),
            .init("00B0820037", identity + "9000", "READ identity, right length"),
            .init(CardCatalogTests.selectVitale, "610F", "SELECT VITALE"),
            .init("00C000000F", "6F0D840BD25000000256495441 4C45 9000", "its template"),
            .init("00B0820000", "6C1D", "READ matricules"),
            .init("00B082001D", matricules + "9000", "READ matricules, right length"),
        ])
        let content = try VitaleReading.read(card)
        #expect(card.complaint == nil)
        let holder = try #require(Matricule("1750499999001"))
        #expect(content.policyHolder == holder)
        #expect(content.beneficiaries.allSatisfy { $0.birthRank == nil })
        #expect(content.beneficiaries.map(\.name) == ["TESTEUR", "TESTEUR"])
        #expect(content.beneficiaries.map(\.givenName) == ["GÉRARD", "ZOE"])
        #expect(content.beneficiaries.map(\.birthDate.text) == ["1975-04-12", "2012-02-30"])
        #expect(content.beneficiaries.map(\.matricule) == [holder, nil])
        #expect(content.beneficiaries.map(\.matriculeKey) == ["70", nil])
        #expect(content.beneficiaries.map(\.hasWrongKey) == [false, false])
    }

    @Test(
        "A simulated card takes four commands plus what T=0 forces",
        arguments: [VitaleDescription.Layout.exact, .padded])
    func simulated(_ layout: VitaleDescription.Layout) throws {
        let description = VitaleDescription(bearers: [.policyHolder, .child], layout: layout)
        let channel = SimulatedChannel(try VitaleCard(description))
        let content = try VitaleReading.read(channel)
        #expect(content.beneficiaries.map(\.givenName) == ["GÉRARD", "ZOE"])
        let instructions = channel.commands().map { $0[1] }
        #expect(instructions.filter { $0 == 0xA4 }.count == 2)
        #expect(instructions.count <= 8)
    }

    @Test("A family larger than one block is read whole", arguments: [7, 8, 9, 20, 64], [256, 231])
    func large(_ count: Int, _ block: Int) throws {
        let family = Self.family(count)
        let content = try VitaleReading.read(
            FileCard(identity: family.identity, matricules: family.matricules, block: block))
        #expect(content.beneficiaries.map(\.index) == Array(0..<count))
        #expect(Set(content.beneficiaries.compactMap(\.matricule)).count == count)
    }

    @Test("A simulated family of nine is read whole")
    func simulatedFamily() throws {
        let children = (1...8).map {
            Bearer(name: "TESTEUR", givenName: "N\($0)", birthDate: "20120101", matricule: nil)
        }
        let channel = SimulatedChannel(try VitaleCard(VitaleDescription(bearers: [.policyHolder] + children)))
        #expect(try VitaleReading.read(channel).beneficiaries.count == 9)
    }

    @Test("A matricule that two dependants share is neither's own")
    func sharedByDependants() throws {
        let children = ["LEA", "LOU"].map {
            Bearer(name: "TESTEUR", givenName: $0, birthDate: "2012-05-14", matricule: "2120563220042")
        }
        let channel = SimulatedChannel(try VitaleCard(VitaleDescription(bearers: [.policyHolder] + children)))
        let content = try VitaleReading.read(channel)
        #expect(content.beneficiaries[0].matricule == content.policyHolder)
        #expect(content.beneficiaries.dropFirst().allSatisfy { $0.matricule == nil })
    }

    @Test("More than 64 bearers are refused")
    func tooMany() {
        let family = Self.family(65)
        #expect(throws: HealthCardError.unreadable(field: "identity file")) {
            try VitaleReading.read(FileCard(identity: family.identity, matricules: family.matricules))
        }
    }

    @Test("A file that never ends is refused")
    func endless() {
        let identity = hex("65 82 FF FF") + [UInt8](repeating: 0x41, count: 40_000)
        #expect(throws: HealthCardError.unreadable(field: "identity file")) {
            try VitaleReading.read(FileCard(identity: identity, matricules: Self.matricules))
        }
    }

    @Test("The policy holder's matricule repeated is nobody else's")
    func duplicate() throws {
        let family = Self.family(2, duplicates: true)
        let content = try VitaleReading.read(FileCard(identity: family.identity, matricules: family.matricules))
        #expect(content.beneficiaries[0].matricule == content.policyHolder)
        #expect(content.beneficiaries[1].matricule == nil)
    }

    @Test("A wrong key is kept and told")
    func wrongKey() throws {
        let description = VitaleDescription(bearers: [
            Bearer(name: "A", givenName: "B", birthDate: "19750412", matricule: "1750499999001", key: "71")
        ])
        let content = try VitaleReading.read(SimulatedChannel(VitaleCard(description)))
        #expect(content.beneficiaries[0].matriculeKey == "71")
        #expect(content.beneficiaries[0].hasWrongKey)
        #expect(content.warnings == [.wrongKey(index: 0)])
    }

    @Test("A Corsican matricule has its key", arguments: [("275072A004005", "64"), ("275072B004005", "91")])
    func corsica(_ number: String, _ key: String) throws {
        let description = VitaleDescription(bearers: [
            Bearer(name: "A", givenName: "B", birthDate: "19750712", matricule: number, key: key)
        ])
        let content = try VitaleReading.read(SimulatedChannel(VitaleCard(description)))
        #expect(content.beneficiaries[0].matricule?.number == number)
        #expect(!content.beneficiaries[0].hasWrongKey)
    }

    @Test(
        "A date that no calendar knows is kept as read",
        arguments: ["20120230", "19750000", "19751332", "00000000", "20123456"])
    func dates(_ date: String) throws {
        let description = VitaleDescription(bearers: [
            Bearer(name: "A", givenName: "B", birthDate: date, matricule: "1750499999001")
        ])
        let read = try VitaleReading.read(SimulatedChannel(VitaleCard(description))).beneficiaries[0].birthDate
        #expect(read.text.filter { $0 != "-" } == date)
    }

    @Test("Padding with FF, of the file and of a name, is left out")
    func filler() throws {
        let identity = hex("65 10 80 04 4E4FFFFF 82 08 3139373530343132 FFFFFFFF")
        let card = FileCard(identity: identity, matricules: Self.matricules.prefix(23) + [0xFF, 0xFF])
        #expect(try VitaleReading.read(card).beneficiaries.map(\.name) == ["NO"])
    }

    @Test("Templates with long lengths are read")
    func longLengths() throws {
        let identity = hex("65 81 11 80 81 02 4E4F 82 82 0008 3139373530343132 00")
        let card = FileCard(identity: identity, matricules: Self.matricules.prefix(23) + [0])
        #expect(try VitaleReading.read(card).beneficiaries.map(\.birthDate.text) == ["1975-04-12"])
    }

    @Test("A policy holder without matricule makes the card unreadable")
    func noHolder() {
        #expect(throws: HealthCardError.unreadable(field: "policy holder")) {
            try VitaleReading.read(FileCard(identity: Self.identity, matricules: hex("6500 6500")))
        }
    }

    @Test("A matricule without its person makes the card unreadable")
    func orphan() {
        #expect(throws: HealthCardError.unreadable(field: "identity file")) {
            let family = Self.family(3)
            return try VitaleReading.read(FileCard(identity: Self.identity, matricules: family.matricules))
        }
    }

    @Test("An empty template is nobody, and keeps its place")
    func emptyTemplate() throws {
        let family = Self.family(3)
        let identity = Array(family.identity[0..<31]) + hex("6500") + Array(family.identity[62...])
        let content = try VitaleReading.read(FileCard(identity: identity, matricules: family.matricules))
        #expect(content.beneficiaries.map(\.index) == [0, 2])
    }

    @Test("A card without identity file is told, after its own table was looked for")
    func noIdentity() {
        let card = ScriptedCard([
            .init("00A40000023F00", "9000", "SELECT MF"), .init("00B0820000", "6A82", "READ identity"),
            .init(CardCatalogTests.selectVitale, "9000", "SELECT VITALE"),
            .init("00B0820000", ATR(Self.matricules).description + "9000", "READ matricules"),
            .init("00A40200022001", "6A82", "SELECT POINTERS"),
        ])
        #expect(throws: HealthCardError.fileMissing(.identity)) { try VitaleReading.read(card) }
        #expect(card.complaint == nil)
    }

    @Test("A protected file is named, and nothing more is asked for")
    func protected() {
        let root: [ScriptedCard.Exchange] = [.init("00A40000023F00", "9000", "SELECT MF")]
        let identity = ScriptedCard(root + [.init("00B0820000", "6982", "READ identity")])
        #expect(throws: HealthCardError.protectedFile(.identity)) { try VitaleReading.read(identity) }
        #expect(identity.complaint == nil)
        let matricules = ScriptedCard(
            root + [
                .init("00B0820000", ATR(Self.identity).description + "9000", "READ identity"),
                .init(CardCatalogTests.selectVitale, "9000", "SELECT VITALE"),
                .init("00B0820000", "6985", "READ matricules"),
            ])
        #expect(throws: HealthCardError.protectedFile(.matricules)) { try VitaleReading.read(matricules) }
        #expect(matricules.complaint == nil)
    }

    @Test("What the card calls possibly damaged is read, with a warning that names the file")
    func corrupted() throws {
        let card = ScriptedCard([
            .init("00A40000023F00", "9000", "SELECT MF"),
            .init("00B0820000", ATR(Self.identity).description + "9000", "READ identity"),
            .init(CardCatalogTests.selectVitale, "9000", "SELECT VITALE"),
            .init("00B0820000", ATR(Self.matricules).description + "6281", "READ matricules"),
        ])
        let content = try VitaleReading.read(card)
        #expect(content.warnings == [.possiblyCorrupted(.matricules)])
        #expect(content.beneficiaries.count == 2)
    }

    @Test("A root that refuses one selection is selected otherwise")
    func fallbacks() throws {
        let root: [ScriptedCard.Exchange] = [
            .init("00A40000023F00", "6A86", "SELECT MF"),
            .init("00A404000ED2500000024D465F564954414C45", "6A82", "SELECT MF_VITALE"),
        ]
        let rest: [ScriptedCard.Exchange] = [
            .init(CardCatalogTests.selectVitale, "9000", "SELECT VITALE"),
            .init("00B0820000", ATR(Self.matricules).description + "9000", "READ matricules"),
        ]
        let third = ScriptedCard(
            root + [
                .init("00A4000C023F00", "9000", "SELECT MF without template"),
                .init("00B0820000", ATR(Self.identity).description + "9000", "READ identity"),
            ] + rest)
        #expect(try VitaleReading.read(third).beneficiaries.count == 2)
        #expect(third.complaint == nil)
        let none = ScriptedCard(
            root + [.init("00A4000C023F00", "6E00", "SELECT MF without template")] + rest
                + [.init("00A40200022001", "6A82", "SELECT POINTERS")])
        #expect(throws: HealthCardError.card(.unexpectedStatus(.classUnknown, during: "SELECT MF"))) {
            try VitaleReading.read(none)
        }
        #expect(none.complaint == nil)
    }

    @Test("A card whose application cannot be selected is no Vitale, and its second file is not asked for")
    func notVitale() {
        let card = ScriptedCard([
            .init("00A40000023F00", "9000", "SELECT MF"),
            .init("00B0820000", "6502 8000 0000 9000", "READ identity"),
            .init(CardCatalogTests.selectVitale, "6A82", "SELECT VITALE"),
        ])
        #expect(throws: HealthCardError.unsupportedCard(.unknown)) { try VitaleReading.read(card) }
        #expect(card.complaint == nil)
    }

    @Test("A file cut anywhere is refused, but for the policy holder's number alone")
    func prefixes() {
        for count in 0..<Self.identity.count {
            let cut = Array(Self.identity.prefix(count))
            let content = try? VitaleReading.read(FileCard(identity: cut, matricules: Self.matricules))
            #expect(content == nil, "\(count)")
        }
        for count in 0..<Self.matricules.count {
            let cut = Array(Self.matricules.prefix(count))
            let content = try? VitaleReading.read(FileCard(identity: Self.identity, matricules: cut))
            #expect((content != nil) == (count == 23), "\(count)")
        }
    }

    @Test("A file with any byte changed is read or refused")
    func mutations() {
        var readable = 0
        for index in Self.identity.indices {
            for value in [0x00, 0x65, 0x7F, 0x80, 0x82, 0xFF] as [UInt8] {
                var changed = Self.identity
                changed[index] = value
                let content = try? VitaleReading.read(FileCard(identity: changed, matricules: Self.matricules))
                readable += content == nil ? 0 : 1
                for person in content?.beneficiaries ?? [] { #expect(person.birthDate.text.utf8.count == 10) }
            }
        }
        for index in Self.matricules.indices {
            for value in [0x00, 0x65, 0x7F, 0x80, 0x82, 0xFF] as [UInt8] {
                var changed = Self.matricules
                changed[index] = value
                let content = try? VitaleReading.read(FileCard(identity: Self.identity, matricules: changed))
                readable += content == nil ? 0 : 1
                for person in content?.beneficiaries ?? [] { #expect(person.matricule?.number.count ?? 13 == 13) }
            }
        }
        #expect(readable > 0 && readable < 6 * (Self.identity.count + Self.matricules.count))
    }
}
