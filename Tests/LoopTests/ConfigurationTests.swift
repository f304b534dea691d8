import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// Agents that are configured otherwise than the sandbox's.
    @Suite(.sandbox) struct ConfigurationTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aServiceWhoseAuthorityIsNotConfiguredGetsNothingFromUs() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk, caPEM: TestAuthority().caPEM)
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await agent.client.follow { ["failed", "found"].contains($0.ins.status) }
            expectProblem(state.ins["problem"], "insi.certificateRefused")
            #expect(desk.sandbox.service.callCount == 0)
            #expect(await agent.client.isHealthy())
        }

        @Test func aServiceThatDoesNotListenIsUnavailable() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk) {
                $0.replacingOccurrences(of: desk.sandbox.access.insiURL, with: "https://127.0.0.1:1/lps\nRetryPause=0")
            }
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await agent.client.follow { $0.ins.status == "failed" }
            expectProblem(state.ins["problem"], "insi.unavailable")
            #expect(await agent.client.isHealthy())
        }

        @Test func aHolderWithoutBillingIdentifierIsToldSoBeforeAnyCall() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk) { text in
                text.components(separatedBy: "[billing]")[0]
            }
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            let state = try await agent.client.follow { !["absent", "reading"].contains($0.professional.status) }
            #expect(state.professional.status == "notConfigured")
            expectProblem(state.professional["problem"], "professional.billingMissing")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let ready = try await agent.client.follow { $0.patient.status == "ready" }
            expectProblem(try await agent.client.search(ready.patient.cardSession).json, "professional.billingMissing")
        }

        @Test func aSecondAgentOnAPortThatIsTakenEndsAndTheFirstGoesOn() async throws {
            let first = try await OwnAgent(desk)
            let text = "[agent]\nEnvironment=sandbox\nStateDirectory={F}/state\n[endpoint]\nPort=\(first.client.port)\n"
            let output = try await serve(text + "Socket={F}/agent.sock\n" + insi)
            #expect(output.status == 1)
            let line = "127.0.0.1:\(first.client.port) : impossible d'y écouter, un autre programme l'occupe."
            #expect(output.errorLines.last == line)
            #expect(await first.client.isHealthy())
        }

        @Test func aFaultIsFoundBeforeAPortIsTried() async throws {
            let first = try await OwnAgent(desk)
            let text = "[agent]\nEnvironment=sandbox\nStateDirectory={F}/state\n[endpoint]\nPort=\(first.client.port)\n"
            let output = try await serve(text + "Socket=\(first.socket)\n" + insi + "ProxyUser=a\n")
            #expect(output.status == 78)
            #expect(output.faults.count == 1)
            #expect(output.errorLines.first?.contains("ProxyUser et ProxyPassword") == true, "\(output.errorLines)")
            #expect(await first.client.isHealthy())
        }

        @Test(arguments: [
            ("[agent]\nEnvironnement=sandbox\n", "ligne 2, colonne 1", "Environment"),
            ("# x\n[insi]\n  URL=http://insi.example\n", "ligne 3, colonne 7", "https://"),
            ("[agents]\n", "ligne 1, colonne 1", "agent"),
            ("Port=1\n", "ligne 1, colonne 1", "section"),
            ("[endpoint]\nPort=1\nPort=2\n", "ligne 3, colonne 1", "déjà"),
            ("[endpoint]\nPort=70000\n", "ligne 2, colonne 6", "65535"),
        ])
        func aFaultOfTheConfigurationIsShownWithItsPlace(_ text: String, _ place: String, _ hint: String) async throws {
            let output = try await serve(text)
            #expect(output.status == 78)
            #expect(output.faults.count == 1)
            #expect(output.errorLines.first?.contains(place) == true, "\(output.errorLines)")
            #expect(output.errorLines.first?.contains(hint) == true, "\(output.errorLines)")
        }

        @Test func aConfigurationThatIsMissingOrIncompleteEndsWith78() async throws {
            let missing = try await Program.run("insi-agent", ["serve", "--config", "/nowhere/insi-agent.conf"])
            #expect(missing.status == 78)
            #expect(try await serve("[agent]\nEnvironment=sandbox\n").status == 78)
            let noAnchors = "[agent]\nEnvironment=sandbox\nStateDirectory={F}/state\n[insi]\nIDAM=TESTSGIE0000\n"
            #expect(
                try await serve(noAnchors + "URL=https://127.0.0.1:1/\nTrustAnchors=/nowhere/ca.pem\n").status == 78)
        }

        @Test func aVerbWithoutAnAgentEndsWith69() async throws {
            let output = try await Program.run("insi-agent", ["status", "--socket", "/tmp/no-agent-here.sock"])
            #expect(output.status == 69)
            #expect(output.faults.count == 1)
        }

        private var insi: String {
            "[insi]\nIDAM=TESTSGIE0000\nURL=\(desk.sandbox.access.insiURL)\nTrustAnchors=\(desk.sandbox.access.caFile)\n"
        }

        /// Runs `serve` to its end; `{F}` is a folder of its own.
        private func serve(_ text: String) async throws -> Program.Output {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let file = folder + "/agent.conf"
            try text.replacingOccurrences(of: "{F}", with: folder).write(
                toFile: file, atomically: true, encoding: .utf8)
            return try await Program.run("insi-agent", ["serve", "--config", file], within: 10)
        }
    }
}
