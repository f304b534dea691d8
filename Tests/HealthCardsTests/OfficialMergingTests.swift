import HealthCards
import HealthIdentity
import Testing

@Suite struct OfficialMergingTests {
    static let holder = "1750499999001"
    static let child = "2120299999001"
    static let chip = VitaleChip(serial: "000000000001", nature: .test)

    private func bearer(
        _ given: String?, _ date: String?, used: String? = "TESTEUR", birth: String? = nil, rank: Int? = nil,
        holder: String? = Self.holder, own: String? = nil, key: String? = "70", quality: Int? = nil
    ) -> OfficialBearer {
        OfficialBearer(
            usedName: used, birthName: birth, givenName: given, birthDate: date.flatMap { BirthDate($0) },
            birthRank: rank.flatMap { BirthRank($0) }, policyHolder: holder.flatMap { Matricule($0) }.map { ($0, key) },
            own: own.flatMap { Matricule($0) }.map { ($0, key) }, quality: quality)
    }

    private func free(child: String? = nil) throws -> VitaleContent {
        let holder = try #require(Matricule(Self.holder))
        return VitaleContent(
            policyHolder: holder,
            beneficiaries: [
                VitaleBeneficiary(
                    index: 0, name: "TESTEUR", givenName: "GÉRARD", birthDate: try #require(BirthDate("1975-04-12")),
                    matricule: holder, matriculeKey: "99"),
                VitaleBeneficiary(
                    index: 2, name: "TESTEUR", givenName: "ZOE", birthDate: try #require(BirthDate("2012-02-30")),
                    matricule: child.flatMap { Matricule($0) }, matriculeKey: child.map { _ in "11" }),
            ])
    }

    private var official: [OfficialBearer] {
        [
            bearer("Gerard", "1975-04-12", birth: "ESSAI", rank: 1, own: Self.holder, quality: 0),
            bearer("ZOE MARIE", nil, rank: 2, own: Self.child, quality: 6),
        ]
    }

    @Test("Rank, birth name, certified number, serial number and nature fill what the free reading leaves open")
    func fills() throws {
        let content = try free().completed(by: OfficialContent(bearers: official, chip: Self.chip))
        #expect(content.chip == Self.chip)
        #expect(content.policyHolder.number == Self.holder)
        #expect(content.beneficiaries.map(\.birthRank?.value) == [1, 2])
        #expect(content.beneficiaries.map(\.birthName) == ["ESSAI", nil])
        #expect(content.beneficiaries.map(\.matricule?.number) == [Self.holder, Self.child])
        #expect(content.beneficiaries.map(\.matriculeKey) == ["99", "70"])
        #expect(content.beneficiaries.map(\.index) == [0, 2])
        #expect(content.beneficiaries.map(\.givenName) == ["GÉRARD", "ZOE"])
        #expect(content.beneficiaries.map(\.birthDate.text) == ["1975-04-12", "2012-02-30"])
    }

    @Test("An own number of the free reading stays, with its key")
    func keepsOwnNumber() throws {
        let content = try free(child: Self.child).completed(by: OfficialContent(bearers: official, chip: nil))
        #expect(content.beneficiaries[1].matricule?.number == Self.child)
        #expect(content.beneficiaries[1].matriculeKey == "11")
    }

    @Test("The chip alone leaves the people as they are")
    func chipOnly() throws {
        let content = try free().completed(by: OfficialContent(bearers: [], chip: Self.chip))
        #expect(
            content
                == VitaleContent(
                    policyHolder: content.policyHolder, beneficiaries: try free().beneficiaries, chip: Self.chip))
        #expect(try content.completed(by: OfficialContent(bearers: [], chip: nil)) == content)
    }

    @Test("The number of the identification form may be the person's own")
    func identificationForm() throws {
        let people = [bearer("GÉRARD", "1975-04-12"), bearer("ZOE", "2012-02-30", holder: Self.child)]
        #expect(throws: Never.self) {
            try free(child: Self.child).completed(by: OfficialContent(bearers: people, chip: nil))
        }
    }

    @Test("A birth name in the place of the used name is no contradiction")
    func birthNameOnCard() throws {
        for first in [
            bearer("GÉRARD", "1975-04-12", used: "EPOUX", birth: "TESTEUR"),
            bearer("GÉRARD", "1975-04-12", used: nil, birth: "ESSAI"), bearer(nil, "1975-04-12", used: nil),
        ] {
            let content = OfficialContent(bearers: [first, official[1]], chip: nil)
            #expect(throws: Never.self) { try free().completed(by: content) }
        }
    }

    @Test("Anything that contradicts is an error, never a mix")
    func contradictions() throws {
        let good = official
        for people in [
            [good[0]], good + [good[1]], [good[1], good[0]],
            [bearer("GÉRARD", "1975-04-13"), good[1]], [bearer("GÉRARD", "1975-04-12", used: "ESSAI"), good[1]],
            [bearer("LUC", "1975-04-12"), good[1]], [bearer("GÉRARD", "1975-04-12", holder: Self.child), good[1]],
            [bearer("GÉRARD", "1975-04-12", own: Self.child), good[1]],
            [good[0], bearer(nil, nil, used: nil, rank: 2)], [good[0], bearer("ZOE", nil, used: nil, birth: "ESSAI")],
        ] {
            #expect(throws: HealthCardError.unreadable(field: "official reading")) {
                try free().completed(by: OfficialContent(bearers: people, chip: Self.chip))
            }
        }
        let twice = try free().completed(by: OfficialContent(bearers: [], chip: Self.chip))
        #expect(throws: HealthCardError.unreadable(field: "official reading")) {
            try twice.completed(by: OfficialContent(bearers: [], chip: VitaleChip(serial: "2", nature: .test)))
        }
    }

    @Test("A card that only the libraries read becomes a content")
    func alone() throws {
        var people = official
        people[1] = bearer("ZOE", "2012-02-30", used: nil, birth: "ESSAI", rank: 2, quality: 6)
        let content = try VitaleContent(
            official: OfficialContent(bearers: people, chip: Self.chip, isBoundToReader: true))
        #expect(content.chip == Self.chip)
        #expect(content.policyHolder.number == Self.holder)
        #expect(content.beneficiaries.map(\.index) == [0, 1])
        #expect(content.beneficiaries.map(\.name) == ["TESTEUR", "ESSAI"])
        #expect(content.beneficiaries.map(\.givenName) == ["Gerard", "ZOE"])
        #expect(content.beneficiaries.map(\.matricule?.number) == [Self.holder, nil])
        #expect(content.beneficiaries.map(\.matriculeKey) == ["70", nil])
        #expect(content.beneficiaries.map(\.birthName) == ["ESSAI", "ESSAI"])
        #expect(content.beneficiaries.map(\.birthRank?.value) == [1, 2])
    }

    @Test("A card that only the libraries read needs a name, a century and one policy holder")
    func aloneButIncomplete() {
        let good = bearer("GÉRARD", "1975-04-12")
        for (people, field) in [
            ([], "official reading"), ([good, bearer("ZOE", nil)], "birth date"),
            ([good, bearer("ZOE", "2012-02-30", used: nil)], "name"),
            ([bearer("GÉRARD", "1975-04-12", holder: nil)], "policy holder"),
            ([good, bearer("ZOE", "2012-02-30", holder: Self.child)], "policy holder"),
        ] {
            #expect(throws: HealthCardError.unreadable(field: field)) {
                try VitaleContent(official: OfficialContent(bearers: people, chip: Self.chip, isBoundToReader: true))
            }
        }
    }

    @Test("People of whom nobody knows that they are of the card in the reader are not believed")
    func elsewhere() {
        let content = OfficialContent(bearers: official, chip: Self.chip)
        #expect(throws: HealthCardError.unreadable(field: "reader")) { try VitaleContent(official: content) }
    }
}
