import HealthIdentity
import Testing

@testable import INSiSimulator

struct PersonBaseTests {
    private let base = PersonBase.builtIn

    @Test func `every person of the table is in the base, with a key that fits`() {
        #expect(base.persons.count == 17)
        #expect(base.persons.allSatisfy { $0.identity.active.hasCoherentKey })
    }

    @Test func `histories are as listed, wrong key included`() throws {
        guard
            case .one(let herman) = base.search(VitaleQuery(number: "1810363220456", birthDate: "1981-03-24", rank: 1))
        else {
            Issue.record("HERMAN")
            return
        }
        #expect(herman.history.map(\.matricule) == ["1810363220456", "2810363220456"])
        #expect(herman.history.map(\.key) == ["76", "10"])
    }

    @Test func `number, date and rank must all fit`() {
        for (number, date, rank) in [
            ("1810163220752", "1981-01-01", 1), ("1810163220751", "1981-01-02", 1), ("1810163220751", "1981-01-01", 2),
        ] {
            guard case .none = base.search(VitaleQuery(number: number, birthDate: date, rank: rank)) else {
                Issue.record("\(number) \(date) \(rank)")
                return
            }
        }
    }
}
