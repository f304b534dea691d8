import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// `insi-agent card inspect`, beside the agent that runs: tags, lengths and statuses, never a value.
    @Suite(.sandbox) struct InspectTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private func inspect() async throws -> Program.Output {
            try await Program.run(
                "insi-agent", ["card", "inspect"],
                environment: ["PCSCLITE_CSOCK_NAME": desk.sandbox.access.pcscdSocket])
        }

        @Test func nothingOfTheCanaryIsPrinted() async throws {
            try await desk.clear()
            let bearer = Bearer(
                name: "ZZCANARIQUINE", givenName: "QUIRINETTE", birthDate: "1987-06-13", matricule: "2870692999042")
            try await desk.sandbox.insertPatient(VitaleDescription(bearers: [bearer]))
            var professional = ProfessionalDescription()
            (professional.givenName, professional.surname) = ("WILFRIDETTE", "XXCANARIUS")
            professional.nationalId = "899799999421"
            try await desk.sandbox.insertProfessional(professional)
            let output = try await inspect()
            #expect(output.status == 0, "\(output.errorLines)")
            let text = output.lines.joined(separator: "\n")
            for canary in [
                "ZZCANARIQUINE", "QUIRINETTE", "19870613", "2870692999042", "WILFRIDETTE", "XXCANARIUS", "899799999421",
            ] {
                let hex = canary.utf8.map { String(format: "%02X", $0) }
                for form in [canary, hex.joined(), hex.joined(separator: " ")] {
                    #expect(!text.uppercased().contains(form), "\(form)")
                }
            }
            #expect(text.contains("9000"))
            #expect(output.lines.count > 40)
        }

        @Test func emptyReadersAreSaidToBeEmpty() async throws {
            try await desk.clear()
            let output = try await inspect()
            #expect(output.status == 0)
            #expect(output.lines.filter { $0.hasPrefix("Lecteur ") }.count == 2)
        }
    }
}
