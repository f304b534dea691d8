import Foundation
import Testing
import ToolKit

/// The contract that the agent serves, held against what it does by a program that nobody here wrote, and by its own examples.
@Suite("The contract", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct SchemathesisTests {
    /// Nobody gets through with a client's token, nor with a code that was made up.
    private static let refused: Set<String> = [
        "GET /v1/professional/pin", "PUT /v1/professional/pin", "POST /v1/professional/pin/change",
        "POST /v1/professional/pin/unblock", "POST /v1/session", "POST /v1/session-codes", "POST /v1/clients",
        "GET /v1/clients", "DELETE /v1/clients/{id}", "POST /v1/pairing", "GET /v1/pairing-window",
        "POST /v1/pairing-window", "DELETE /v1/pairing-window", "POST /v1/readers/loan",
    ]

    @Test("schemathesis finds no answer that the contract does not foresee, and no request that it should not take")
    func schemathesis() async throws {
        let folder = try ScratchFolder()
        _ = try folder.write(ContractJudge.hooks.utf8, to: "hooks.py")
        let configuration = try folder.write(ContractJudge.configuration.utf8, to: "schemathesis.toml")
        let verdict = try await ContractJudge.run(
            folder,
            [
                ForeignTools.judges + "/schemathesis", "--config-file", configuration, "run", "{url}/openapi.json",
                "--no-color", "--warnings", "off",
            ])
        #expect(verdict.status == 0, "\(verdict.output)")
        let seen = try JSONDecoder().decode([String: [String: Int]].self, from: Data(folder.read("seen.json")))
        #expect(seen.count >= 30)
        for (operation, answers) in seen {
            let hasSucceeded = answers.keys.contains { $0.hasPrefix("2") }
            #expect(hasSucceeded != Self.refused.contains(operation), "\(operation): \(answers)")
        }
    }

    @Test("every example of the contract is taken as it is written, and every answer has the form that is announced")
    func examples() async throws {
        let folder = try ScratchFolder()
        let script = try folder.write(ContractJudge.examples.utf8, to: "examples.py")
        let verdict = try await ContractJudge.run(folder, [ForeignTools.judges + "/python", script])
        let lines = verdict.output.split(separator: "\n")
        #expect(
            verdict.status == 0 && lines.count == 1 && lines.last?.hasSuffix(" answers") == true, "\(verdict.output)")
    }
}
