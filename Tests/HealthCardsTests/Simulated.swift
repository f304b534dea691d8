import CardSimulator
import Cryptography
import HealthCards

/// Cards of the simulator that the tests read.
enum Simulated {
    static let authority = Result { try TestAuthority() }

    /// A CPS3 with PIN 1234; making its keys takes a few tenths of a second.
    static func card(_ change: (inout ProfessionalDescription) -> Void = { _ in }) throws -> CPS3Card {
        var description = ProfessionalDescription()
        change(&description)
        return try CPS3Card(description, authority: authority.get())
    }

    /// What is read from a CPS3 as it comes, for tests that go on with a script.
    static let read = Result { try CPxCard.read(SimulatedChannel(card()), .cps3) }

    /// A CPS4 with PIN 1234.
    static func chipDoc(_ change: (inout ProfessionalDescription) -> Void = { _ in }) throws -> CPS4Card {
        var description = ProfessionalDescription()
        description.generation = .cps4
        change(&description)
        return try CPS4Card(description, authority: authority.get())
    }
}

extension Bearer {
    static let policyHolder = Bearer(
        name: "TESTEUR", givenName: "GÉRARD", birthDate: "1975-04-12", matricule: "1750499999001")
    static let child = Bearer(name: "TESTEUR", givenName: "ZOE", birthDate: "20120230", matricule: nil)
}
