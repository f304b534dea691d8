import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// `insi-agent check` on the configuration of an agent that runs, and on wrong ones beside it.
    @Suite(.sandbox) struct CheckTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aReadyDeskIsToldLineByLineAndOneCallIsTracedAsACheck() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let (calls, traces) = (desk.sandbox.service.callCount, desk.logged("purpose=check"))
            let check = try await Check(desk)
            #expect(check.findings.map(\.check) == Check.inOrder)
            #expect(check["call"]?.text.hasPrefix("non fait") == false)
            #expect(check.findings.filter { $0.status != "ok" }.map(\.check) == [])
            #expect(desk.sandbox.service.callCount == calls + 1)
            #expect(desk.logged("purpose=check") == traces + 1)
            #expect(!check.lines.joined().contains("SIMULEE"))
            #expect(!check.lines.joined().contains("297022A020778"))
        }

        @Test func aPersonReadsOneLineForEachWithItsRemedyBelow() async throws {
            try await desk.clear()
            let output = try await Program.run("insi-agent", ["check", "--config", desk.folder + "/agent.conf"])
            #expect(output.status == 0, "\(output.lines)")
            let findings = output.lines.filter { !$0.hasPrefix("          → ") }
            #expect(findings.count == Check.inOrder.count)
            #expect(findings.allSatisfy { $0.hasPrefix("ok        ") || $0.hasPrefix("attention ") })
            #expect(output.errorLines == [])
        }

        @Test func withoutACardTheCallIsNotMade() async throws {
            try await desk.clear()
            let calls = desk.sandbox.service.callCount
            let check = try await Check(desk)
            #expect(check.status == 0)
            #expect(check["authentication"]?.status == "warning")
            #expect(check["call"]?.status == "warning")
            #expect(check["call"]?.text.hasPrefix("non fait") == true)
            #expect(desk.sandbox.service.callCount == calls)
        }

        @Test func aServiceThatRefusesIsToldWithItsCode() async throws {
            try await desk.clear()
            try await desk.makeReady()
            desk.sandbox.service.set(.fault(.desir550))
            let check = try await Check(desk)
            desk.sandbox.service.set(.normal)
            #expect(check.status == 1)
            #expect(check["call"]?.status == "error")
            #expect(check["call"]?.text.hasSuffix("[insi.fault.desir_550]") == true)
            #expect(check["call"]?.action?.isEmpty == false)
        }

        @Test func noAgentIsAnErrorAndLeavesTheCardUnknown() async throws {
            let check = try await Check(desk) { $0.replacingOccurrences(of: "/agent.sock", with: "/nobody.sock") }
            #expect(check.status == 1)
            #expect(check["agent"]?.status == "error")
            #expect(check["authentication"]?.status == "warning")
            #expect(check["call"]?.status == "warning")
            #expect(check["tls"]?.status == "ok")
        }

        @Test func anAgentOfAnotherEnvironmentIsNotAskedToCall() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let calls = desk.sandbox.service.callCount
            let check = try await Check(desk) {
                $0.replacingOccurrences(of: "Environment=sandbox", with: "Environment=test")
            }
            #expect(check["agent"]?.status == "warning")
            #expect(check["call"]?.text.contains("autre configuration") == true)
            #expect(check["trustAnchors"]?.text.contains("AC RACINE IGC-SANTE ELEMENTAIRE") == true)
            #expect(desk.sandbox.service.callCount == calls)
        }

        @Test func aServiceThatDoesNotListenIsToldOnTheLineOfTLS() async throws {
            let check = try await Check(desk) {
                $0.replacingOccurrences(of: desk.sandbox.access.insiURL, with: "https://127.0.0.1:1/lps")
            }
            #expect(check.status == 1)
            #expect(check["tls"]?.text.hasSuffix("[insi.unavailable]") == true)
            #expect(check["clock"]?.status == "warning")
            #expect(check["call"]?.status == "warning")
        }

        @Test func aProxyThatDoesNotListenIsToldAsSuch() async throws {
            let check = try await Check(desk) {
                $0.replacingOccurrences(of: "[insi]", with: "[insi]\nProxy=http://127.0.0.1:1")
            }
            #expect(check["proxy"]?.text.hasSuffix("[insi.proxyUnreachable]") == true)
            #expect(check["tls"]?.status == "warning")
        }

        @Test func foreignTrustAnchorsAreToldOnTheLineOfTLS() async throws {
            let foreign = try TestAuthority().caPEM
            let check = try await Check(desk, files: ["foreign.pem": Array(foreign.utf8)]) {
                $0.replacingOccurrences(
                    of: "TrustAnchors=\(desk.sandbox.access.caFile)", with: "TrustAnchors={F}/foreign.pem")
            }
            #expect(check["trustAnchors"]?.status == "ok")
            #expect(check["tls"]?.text.hasSuffix("[insi.certificateRefused]") == true)
        }

        @Test func revocationThatIsNotCheckedIsAWarning() async throws {
            let check = try await Check(desk) {
                $0.split(separator: "\n").filter { !$0.hasPrefix("RevocationLists=") }.joined(separator: "\n")
            }
            #expect(check["revocationLists"]?.status == "warning")
        }

        @Test func filesThatAreMissingAreNamedAndTheRestIsStillLookedAt() async throws {
            let check = try await Check(desk) {
                $0.replacingOccurrences(of: desk.sandbox.access.caFile, with: "/nowhere/ca.pem")
                    .replacingOccurrences(of: desk.folder + "/crl.pem", with: "/nowhere/lists.pem")
            }
            #expect(check.status == 1)
            #expect(check.findings.map(\.check) == Check.inOrder)
            for name in ["trustAnchors", "cardAuthorities", "revocationLists"] {
                #expect(check[name]?.status == "error")
                #expect(check[name]?.text.contains("/nowhere/") == true)
            }
            #expect(check["tls"]?.status == "warning")
        }

        @Test func aConfigurationThatCannotBeReadEndsWith78() async throws {
            let missing = try await Program.run("insi-agent", ["check", "--config", "/nowhere/insi-agent.conf"])
            #expect(missing.status == 78)
            #expect(missing.errorLines.count == 1 && missing.lines == [])
            let wrong = try await Check(desk) { _ in "[agents]\n" }
            #expect(wrong.status == 78)
        }
    }

    /// In production a call is somebody's decision.
    @Suite(.sandbox(settings: [.init("agent", "Environment", "production")])) struct CheckInProductionTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func theCallIsMadeOnRequestOnlyAndTracedAsACheck() async throws {
            var description = ProfessionalDescription()
            description.test = false
            try await desk.makeReady(description)
            let check = try await Check(desk)
            #expect(check["authentication"]?.status == "ok")
            #expect(check["idam"]?.status == "error")
            #expect(check["call"]?.status == "warning")
            #expect(check["call"]?.text.contains("--call") == true)
            #expect(desk.sandbox.service.callCount == 0)
            #expect(desk.logged("purpose=check") == 0)
            let asked = try await Check(desk, options: ["--call"])
            #expect(asked["call"]?.status == "ok")
            #expect(desk.sandbox.service.callCount == 1)
            #expect(desk.logged("purpose=check") == 1)
        }
    }
}
