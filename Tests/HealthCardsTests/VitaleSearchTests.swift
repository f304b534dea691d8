import HealthIdentity
import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct VitaleSearchTests {
    /// A card with the two files of vitale.md 3.8 at identifiers of our own, which only its table tells.
    static func directories(
        identity: [UInt8] = VitaleReadingTests.identity, matricules: [UInt8] = VitaleReadingTests.matricules
    ) -> [TreeCard.Directory] {
        var directories = [
            TreeCard.Directory(
                name: TreeCard.root, files: [[0x2F, 0x11]: identity, [0x2F, 0x12]: hex("0400 414243")]),
            TreeCard.Directory(name: TreeCard.vitale, files: [[0x20, 0x11]: matricules, [0x20, 0x12]: []]),
        ]
        directories[1].files[[0x20, 0x01]] = TreeCard.pointers(directories)
        return directories
    }

    /// As above, with the root's file in an application that can be selected although the root cannot.
    static func hidden() -> [TreeCard.Directory] {
        var directories = directories()
        directories[0].name = hex("D250000002 4142434445")
        directories[1].files[[0x20, 0x01]] = TreeCard.pointers(directories)
        return directories
    }

    @Test("A card that lets nobody select its root is read by its own table")
    func rootRefused() throws {
        let content = try VitaleReading.read(TreeCard(Self.hidden(), refusesRoot: true))
        #expect(content.beneficiaries.map(\.givenName) == ["GÉRARD", "ZOE"])
        #expect(content.policyHolder.number == "1750499999001")
    }

    @Test("A card whose files have no short identifiers is read by its own table")
    func noShortIdentifiers() throws {
        #expect(try VitaleReading.read(TreeCard(Self.directories())).beneficiaries.count == 2)
    }

    @Test("Without table, or with nobody in its files, the first refusal stands")
    func nothing() {
        var without = Self.hidden()
        without[1].files[[0x20, 0x01]] = nil
        #expect(throws: HealthCardError.card(.unexpectedStatus(.fileNotFound, during: "SELECT MF"))) {
            try VitaleReading.read(TreeCard(without, refusesRoot: true))
        }
        #expect(throws: HealthCardError.fileMissing(.identity)) {
            try VitaleReading.read(TreeCard(Self.directories(identity: [])))
        }
        #expect(throws: HealthCardError.fileMissing(.matricules)) {
            try VitaleReading.read(TreeCard(Self.directories(matricules: [])))
        }
    }

    @Test("A protected file is passed over, and a cut one is not")
    func files() {
        #expect(throws: HealthCardError.fileMissing(.matricules)) {
            try VitaleReading.read(TreeCard(Self.directories(), protected: [[0x20, 0x11]]))
        }
        #expect(throws: HealthCardError.unreadable(field: "bearer file")) {
            try VitaleReading.read(TreeCard(Self.directories(matricules: VitaleReadingTests.matricules.dropLast())))
        }
    }

    @Test("Files of two families are not mixed")
    func twoFamilies() {
        var directories = Self.hidden()
        directories[1].files[[0x20, 0x13]] = VitaleReadingTests.family(3).identity
        directories[1].files[[0x20, 0x01]] = TreeCard.pointers(directories)
        #expect(throws: HealthCardError.unreadable(field: "bearer file")) {
            try VitaleReading.read(TreeCard(directories, refusesRoot: true))
        }
    }

    @Test("Every prefix of the table and each of its bytes changed: read or refused, with a bounded number of commands")
    func mutations() throws {
        let directories = Self.hidden()
        let table = try #require(directories[1].files[[0x20, 0x01]])
        func check(_ bytes: [UInt8]) {
            var changed = directories
            changed[1].files[[0x20, 0x01]] = bytes
            let card = TreeCard(changed, refusesRoot: true)
            let content = try? VitaleReading.read(card)
            #expect(content == nil || content?.beneficiaries.count == 2)
            #expect(card.count <= 40)
        }
        for count in table.indices { check(Array(table.prefix(count))) }
        for index in table.indices {
            for value in [0x00, 0x01, 0x7F, 0x80, 0x82, 0xA0, 0xFF] as [UInt8] {
                var changed = table
                changed[index] = value
                check(changed)
            }
        }
    }
}
