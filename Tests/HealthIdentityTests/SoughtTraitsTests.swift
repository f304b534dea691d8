import HealthIdentity
import Testing

@Suite struct SoughtTraitsTests {
    private func traits(
        name: String = "DUPONT", givenNames: [String] = ["ZOE"], sex: String = "F", date: String = "1999-12-31",
        place: String? = nil
    ) throws(SoughtTraits.Fault) -> SoughtTraits {
        try SoughtTraits(
            birthName: name, givenNames: givenNames, sex: sex, birthDate: date, birthPlace: place, today: "2026-11-21")
    }

    @Test("Good traits are taken as they are, an unknown place is left out")
    func good() throws {
        let sought = try traits(givenNames: ["Zoé", "Anne-Marie"], place: "2A020")
        #expect(sought.givenNames.map(\.text) == ["ZOE", "ANNE-MARIE"])
        #expect(sought.birthPlace?.code == "2A020")
        #expect(try traits(place: "99999").birthPlace == nil)
        #expect(try traits(date: "2024-02-29").birthDate.text == "2024-02-29")
        #expect(try traits(date: "2026-11-21").birthDate.text == "2026-11-21")
    }

    @Test("Only M and F are sent", arguments: ["", "I", "m", "f", "1", "U", "FM"])
    func sex(_ sex: String) {
        #expect(throws: SoughtTraits.Fault.sex) { try traits(sex: sex) }
    }

    @Test("Incomplete dates are never sent", arguments: ["1999-00-00", "1999-12-00", "1999-00-31"])
    func incomplete(_ date: String) {
        #expect(throws: SoughtTraits.Fault.birthDateIncomplete) { try traits(date: date) }
    }

    @Test(
        "Only past days of the calendar are sent",
        arguments: [
            "", "1999-12-32", "1999-02-29", "1900-02-29", "1999-13-01", "1999-04-31", "2026-11-22", "0000-01-01",
            "31/12/1999", "19991231", "1999-1-01", " 1999-12-31",
        ])
    func impossible(_ date: String) {
        #expect(throws: SoughtTraits.Fault.birthDate) { try traits(date: date) }
    }

    @Test("A place is a COG code", arguments: ["", "6322", "632200", "2C001", "A2001", "6322O", "63 22", "2a020"])
    func place(_ place: String) {
        #expect(throws: SoughtTraits.Fault.birthPlace) { try traits(place: place) }
    }

    @Test("One given name at least, ten at most, each by its rules")
    func givenNames() {
        #expect(throws: SoughtTraits.Fault.givenNames(count: 0)) { try traits(givenNames: []) }
        #expect(throws: SoughtTraits.Fault.givenNames(count: 11)) {
            try traits(givenNames: Array(repeating: "A", count: 11))
        }
        #expect(throws: SoughtTraits.Fault.givenName(1, .end)) { try traits(givenNames: ["ZOE", "ANNE-"]) }
        #expect(throws: SoughtTraits.Fault.birthName(.empty)) { try traits(name: " ") }
    }
}
