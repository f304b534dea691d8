import CardSimulator
import SandboxKit
import Testing

/// Two girls of one birth date, on the card of ADRDEUX LAURENT without numbers of their own.
private let twins = """
    {"persons": [
      {"birthName": "JUMELLE", "givenNames": "ANNA MARIE", "sex": "F", "birthDate": "2015-03-08",
       "birthPlace": "63220", "matricule": "2150363220101", "rank": 1, "also": ["1810163220751"]},
      {"birthName": "JUMELLE", "givenNames": "BERTHE", "sex": "F", "birthDate": "2015-03-08",
       "birthPlace": "63220", "matricule": "2150363220102", "rank": 2, "also": ["1810163220751"]}
    ]}
    """

extension Loop {
    /// Twins of one card without numbers of their own: only the birth rank tells them apart (vitale.md 8.3).
    @Suite(.sandbox(identities: twins)) struct TwinsTests {
        private static let card = VitaleDescription(bearers: [
            Bearer(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751"),
            Bearer(name: "JUMELLE", givenName: "ANNA", birthDate: "2015-03-08"),
            Bearer(name: "JUMELLE", givenName: "BERTHE", birthDate: "2015-03-08"),
        ])
        private static let child = VitaleDescription(bearers: [
            Bearer(name: "ADRDEUX", givenName: "LAURENT", birthDate: "1981-01-01", matricule: "1810163220751"),
            Bearer(name: "JUMELLE", givenName: "ANNA", birthDate: "2015-03-08"),
        ])

        @Test func theRankIsAskedForAndTheWrongTwinIsNotUsable() async throws {
            let desk = try #require(Desk.current)
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Self.card)
            let session = try await desk.client.state().patient.cardSession
            func search(_ body: String) async throws -> JSON? { try await desk.client.search(session, body: body).json }
            for index in [1, 2] {
                expectProblem(try await search("{\"beneficiary\": \(index)}"), "vitale.birthRankRequired")
            }
            for (index, rank, number) in [(1, 1, "2150363220101"), (2, 2, "2150363220102")] {
                let ins = try await search("{\"beneficiary\": \(index), \"birthRank\": \(rank)}")
                #expect(ins?["identity"]?["matricule"]?.text == number)
                #expect(ins?["usable"] == .boolean(true))
            }
            let wrong = try await search(#"{"beneficiary": 1, "birthRank": 2}"#)
            #expect(wrong?["identity"]?["givenNames"]?.text == "BERTHE")
            #expect(wrong?["usable"] == .boolean(false))
            #expect(wrong?["notUsableBecause"]?.items.compactMap(\.text) == ["givenName.differsFromCard"])
        }

        @Test func anAssumedRankIsNotUsableUntilAPersonConfirmsIt() async throws {
            let desk = try #require(Desk.current)
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Self.child)
            let session = try await desk.client.state().patient.cardSession
            let assumed = try await desk.client.search(session, body: #"{"beneficiary": 1}"#).json
            #expect(assumed?.status == "found")
            #expect(assumed?["usable"] == .boolean(false))
            #expect(assumed?["notUsableBecause"]?.items.compactMap(\.text) == ["birthRank.assumed"])
            let told = try await desk.client.search(session, body: #"{"beneficiary": 1, "birthRank": 1}"#).json
            #expect(told?["usable"] == .boolean(true))
            #expect(told?["identity"] == assumed?["identity"])
        }
    }
}
