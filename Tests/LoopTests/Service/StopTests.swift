import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// The real agent is asked to end, whatever it is doing.
    @Suite(.sandbox) struct StopTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// Asks an agent to end and waits for it: within a second, without a fault.
        private func expectQuickEnd(_ agent: OwnAgent, _ state: String) async throws {
            let begin = ContinuousClock.now
            agent.process.signal(SIGTERM)
            try await Waiting.until("the agent ends: \(state)", within: 20) { agent.process.exitStatus() != nil }
            let elapsed = ContinuousClock.now - begin
            print("stop, \(state): \(elapsed / .milliseconds(1)) ms")
            #expect(agent.process.exitStatus() == 0)
            #expect(elapsed < .seconds(1))
        }

        private func manual(_ text: String) -> String { text.replacing("Automatic=oui", with: "Automatic=non") }

        @Test func idle() async throws {
            try await desk.clear()
            try await expectQuickEnd(OwnAgent(desk), "idle")
        }

        @Test func withTwoHundredStreams() async throws {
            let agent = try await OwnAgent(desk)
            let page = try await agent.addPage(["status"])
            let streams = try (1...200).map { _ in try page.events() }
            for stream in streams { _ = try await stream.event() }
            try await expectQuickEnd(agent, "200 streams")
            for stream in streams { #expect(try await stream.isOver()) }
        }

        @Test func withAClientThatGoesOnSendingItsRequest() async throws {
            let agent = try await OwnAgent(desk)
            let head =
                "POST /v1/ins/traits HTTP/1.1\r\nHost: 127.0.0.1:\(agent.client.port)\r\nContent-Length: 9000\r\n\r\n"
            let slow = try HeldConnection(Array(head.utf8), agent.client.port)
            try await expectQuickEnd(agent, "a request half sent")
            withExtendedLifetime(slow) {}
        }

        @Test func inTheMiddleOfACallToAServiceThatHangs() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk)
            desk.sandbox.service.set(.slow(.seconds(60)))
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await agent.client.follow { $0.ins.status == "calling" }
            try await expectQuickEnd(agent, "a call that hangs")
            desk.sandbox.service.set(.normal)
        }

        @Test func duringAWorkList() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk, edit: manual)
            desk.sandbox.service.set(.slow(.seconds(60)))
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            let before = desk.sandbox.service.callCount
            let line =
                #""birthName":"ADRDEUX","givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01","birthPlace":null,"#
                + #""local":{"status":"provisoire","attributes":[]}"#
            let list = #"{"lines":[{"reference":"1",\#(line)}]}"#
            let answer = try await agent.client.request("POST", "/v1/ins/worklists", body: list)
            #expect(answer.status == 201, "\(answer.json as Any)")
            try await Waiting.until("the line is asked", within: 10) { [desk] in
                desk.sandbox.service.callCount > before
            }
            try await expectQuickEnd(agent, "a work list")
            desk.sandbox.service.set(.normal)
        }

        @Test func whileASilentVitaleCardIsRead() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk)
            try await desk.sandbox.cause(.silent, at: .patient)
            try await desk.put(VitaleCard(Fixtures.laurent), into: desk.sandbox.patientSlot)
            try await agent.client.follow { $0.patient.status == "reading" }
            try await expectQuickEnd(agent, "a silent Vitale card")
            try await desk.clear()
        }

        @Test func whenTheProfessionalsCardFallsSilentWhileItHoldsAPIN() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk, edit: manual)
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await agent.client.follow { $0.patient.status == "ready" }
            try await desk.sandbox.cause(.silent, at: .professional)
            let match = [("If-Match", "\"\(state.patient.cardSession ?? "")\"")]
            let search = try HeldConnection(
                agent.client.bytes("POST", "/v1/ins/vitale", headers: match, body: "{}"), agent.client.port)
            try await agent.client.follow { $0.ins.status == "calling" }
            try await expectQuickEnd(agent, "a silent professional's card")
            withExtendedLifetime(search) {}
            try await desk.clear()
        }

        @Test func whilePcscdHangs() async throws {
            try await desk.clear()
            let agent = try await OwnAgent(desk)
            kill(desk.sandbox.pcscd.pid, SIGSTOP)
            defer { kill(desk.sandbox.pcscd.pid, SIGCONT) }
            try await expectQuickEnd(agent, "a pcscd that hangs")
        }

        @Test func whileAnOfficialLibraryHangs() async throws {
            try await desk.clear()
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let source = "#include <unistd.h>\nunsigned short MICA_Init(void *list) { for (;;) pause(); }\n"
            try source.write(toFile: folder + "/mica.c", atomically: true, encoding: .utf8)
            let library = folder + "/libmica.so"
            let compiled = try await Program.run(
                "/usr/bin/cc", ["-shared", "-fPIC", "-o", library, folder + "/mica.c"])
            try #require(compiled.status == 0)
            let agent = try await OwnAgent(desk) { $0 + "[vitale]\nMica=\(library)\n" }
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await Waiting.until("the library is asked", within: 10) {
                !Processes.descendants(of: agent.process.pid).isEmpty
            }
            let helpers = Processes.descendants(of: agent.process.pid)
            try await expectQuickEnd(agent, "an official library that hangs")
            #expect(helpers.allSatisfy { !Processes.isAlive($0) })
            try await desk.clear()
        }
    }
}
