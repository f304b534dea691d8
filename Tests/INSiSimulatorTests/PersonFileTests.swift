import HealthIdentity
import Testing

@testable import INSiSimulator

struct PersonFileTests {
    private static func entry(_ change: (String, String) = ("", "")) -> String {
        """
        {"persons": [{"birthName": "ESSAI", "givenNames": "ANNE LISE", "sex": "F", "birthDate": "1990-00-31",
        "birthPlace": "75056", "matricule": "2900075056001"}, {"birthName": "D'ESSAI", "givenNames": "PAUL", "sex": "M",
        "birthDate": "1990-02-01", "birthPlace": "2A004", "matricule": "190022A004001", "key": "11", "oid": "1.2.3",
        "rank": 2, "also": ["2900075056001"], "history": [{"matricule": "290022A004001", "from": "2020-01-01",
        "until": "2019-01-01"}]}]}
        """.replacing(change.0.isEmpty ? "\u{0}" : change.0, with: change.1)
    }

    private func load(_ text: String) throws(PersonBaseError) -> PersonBase { try PersonBase(json: Array(text.utf8)) }

    @Test func `persons are loaded as they are and added to the others`() throws {
        let base = try load(Self.entry())
        #expect(base.persons.map(\.rank) == [1, 2])
        #expect(base.persons[0].identity.active.hasCoherentKey)
        #expect(base.persons[0].identity.active.oid == Person.nir)
        let second = base.persons[1].identity
        #expect(second.active.key == "11" && second.active.oid == "1.2.3")
        #expect(second.history.map(\.from) == ["2020-01-01"])
        #expect(base.persons[1].numbers == ["190022A004001", "2900075056001"])
        let all = PersonBase.builtIn.adding(base)
        #expect(all.persons.count == PersonBase.builtIn.persons.count + 2)
        guard case .one = all.search(VitaleQuery(number: "2900075056001", birthDate: "1990-02-01", rank: 2)) else {
            Issue.record("not found")
            return
        }
    }

    @Test(arguments: [
        ("\"birthName\": \"ESSAI\", ", "", "persons[0].birthName"),
        ("\"ESSAI\"", "3", "persons[0].birthName"), ("\"ESSAI\"", "\"Essai\"", "persons[0].birthName"),
        ("\"sex\": \"M\"", "\"sex\": \"I\"", "persons[1].sex"),
        ("1990-02-01", "01/02/1990", "persons[1].birthDate"),
        ("\"2900075056001\"}", "\"29000750560\"}", "persons[0].matricule"),
        ("\"key\": \"11\"", "\"key\": \"1\"", "persons[1].key"),
        ("\"rank\": 2", "\"rank\": 10", "persons[1].rank"),
        ("[\"2900075056001\"]", "[\"x\"]", "persons[1].also[0]"),
        ("\"290022A004001\"", "\"x\"", "persons[1].history[0].matricule"),
        ("\"from\"", "\"form\"", "persons[1].history[0].form"),
        ("\"rank\"", "\"rang\"", "persons[1].rang"),
        ("\"persons\"", "\"people\"", "persons"),
    ])
    func `an error names entry and field, not what they hold`(old: String, new: String, path: String) {
        #expect {
            try load(Self.entry((old, new)))
        } throws: { error in
            guard case .field(let found, let expected)? = error as? PersonBaseError else { return false }
            return found == path && !expected.isEmpty
        }
    }

    @Test(arguments: ["", "x", "[]", "3", "{\"persons\": "])
    func `what is no such file is refused as a whole`(text: String) {
        #expect(throws: PersonBaseError.notJSON) { try load(text) }
    }
}
