import CardSimulator
import Cryptography

/// Cards of the simulator that the tests read.
enum Simulated {
    static let authority = Result { try TestAuthority() }

    /// A CPS3 with PIN 1234; making its keys takes a few tenths of a second.
    static func card(_ change: (inout ProfessionalDescription) -> Void = { _ in }) throws -> CPS3Card {
        var description = ProfessionalDescription()
        change(&description)
        return try CPS3Card(description, authority: authority.get())
    }
}

extension Bearer {
    static let policyHolder = Bearer(
        name: "TESTEUR", givenName: "GÉRARD", birthDate: "1975-04-12", matricule: "1750499999001")
    static let child = Bearer(name: "TESTEUR", givenName: "ZOE", birthDate: "20120230", matricule: nil)
}
