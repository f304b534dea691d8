import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    @Suite(.sandbox) struct ReaderServiceTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func whenPcscdIsKilledEverythingIsForgottenAndWhenItIsBackEverythingRecovers() async throws {
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.ins.status == "found" }
            let pid = desk.sandbox.pcscd.pid
            kill(pid, SIGKILL)
            let lost = try await desk.client.follow(within: 5) {
                $0["agent"]?["readerService"]?.text == "unavailable"
            }
            #expect(lost["readers"]?.items.isEmpty == true)
            #expect(lost.patient.status == "absent" && lost.professional.status == "absent")
            #expect(lost.ins.status == "idle")
            #expect(await desk.client.isHealthy())
            let answer = try await desk.client.search("any")
            #expect(answer.status == 412)

            await desk.sandbox.removePatient()
            await desk.sandbox.removeProfessional()
            try await Waiting.onThread { [desk] in try desk.sandbox.pcscd.restart() }
            let back = try await desk.client.follow(within: 10) { $0["readers"]?.items.count == 2 }
            #expect(back["agent"]?["readerService"]?.text == "available")
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let found = try await desk.client.follow { $0.ins.status == "found" }
            #expect(found.ins["identity"]?["matricule"]?.text == "1810163220751")
        }
    }
}
