import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// What stops for a while and comes back: the process, pcscd, the network. Each is invisible, or explained in two seconds.
    @Suite(.sandbox) struct InterruptionTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aProcessThatStandsStillDuringACallGetsItsAnswerAndAsksOnce() async throws {
            try await desk.clear()
            let relay = try Relay(to: desk.sandbox.access.insiURL)
            let agent = try await OwnAgent(desk) { $0.replacing(desk.sandbox.access.insiURL, with: relay.url) }
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            desk.sandbox.service.set(.slow(.seconds(3)))
            let before = desk.sandbox.service.callCount
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await Waiting.until("the service is asked", within: 10) { [desk] in
                desk.sandbox.service.callCount > before
            }
            agent.process.signal(SIGSTOP)
            try await Waiting.until("the agent stands still", within: 5) {
                Processes.state(of: agent.process.pid) == "T"
            }
            // The answer arrives while nobody is there to take it.
            let received = relay.answered
            try await Waiting.until("the service has answered", within: 10) { relay.answered > received }
            let woken = ContinuousClock.now
            agent.process.signal(SIGCONT)
            let state = try await agent.client.follow(within: 2) { $0.ins.status != "calling" }
            print(
                "stopped during a call, found \((ContinuousClock.now - woken) / .milliseconds(1)) ms after it went on")
            #expect(state.ins.status == "found")
            #expect(desk.sandbox.service.callCount == before + 1)
        }

        @Test func aCallThatTheNetworkLosesIsExplainedAndNotMadeAgainAndTheNextOneWorks() async throws {
            try await desk.clear()
            let relay = try Relay(to: desk.sandbox.access.insiURL)
            let agent = try await OwnAgent(desk) { text in
                text.replacing(desk.sandbox.access.insiURL, with: relay.url)
                    .replacing("Automatic=oui", with: "Automatic=non")
            }
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let session = try await agent.client.follow { $0.patient.status == "ready" }.patient.cardSession
            desk.sandbox.service.set(.slow(.seconds(30)))
            let before = desk.sandbox.service.callCount
            async let lost = agent.client.search(session)
            try await Waiting.until("the service is asked", within: 10) { [desk] in
                desk.sandbox.service.callCount > before
            }
            let cut = ContinuousClock.now
            relay.cut()
            let problem = try await lost
            print("network lost during a call, told after \((ContinuousClock.now - cut) / .milliseconds(1)) ms")
            #expect(ContinuousClock.now - cut < .seconds(2))
            #expect(problem.json?["code"]?.text == "insi.unavailable")
            #expect(try await agent.client.state().ins.problemCode == "insi.unavailable")
            #expect(desk.sandbox.service.callCount == before + 1)
            let unreachable = try await agent.client.search(session)
            #expect(unreachable.json?["code"]?.text == "insi.unavailable")
            desk.sandbox.service.set(.normal)
            try relay.restore()
            let found = try await agent.client.search(session)
            #expect(found.status == 200)
            #expect(desk.sandbox.service.callCount == before + 2)
        }

        @Test func aPcscdThatIsKilledDuringAReadAndComesBackIsSeenAndTheCardIsRead() async throws {
            try await desk.clear()
            try await desk.sandbox.cause(.silent, at: .patient)
            try await desk.put(VitaleCard(Fixtures.laurent), into: desk.sandbox.patientSlot)
            try await desk.client.follow { $0.patient.status == "reading" }
            let killed = ContinuousClock.now
            kill(desk.sandbox.pcscd.pid, SIGKILL)
            let lost = try await desk.client.follow(within: 2) { $0["agent"]?["readerService"]?.text == "unavailable" }
            print("pcscd killed during a read, told after \((ContinuousClock.now - killed) / .milliseconds(1)) ms")
            #expect(lost.patient.status == "absent")
            await desk.sandbox.removePatient()
            try await Waiting.onThread { [desk] in try desk.sandbox.pcscd.restart() }
            let restarted = ContinuousClock.now
            try await desk.client.follow(within: 2) { $0["readers"]?.items.count == 2 }
            print("pcscd back, seen after \((ContinuousClock.now - restarted) / .milliseconds(1)) ms")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.patient.status == "ready" }
        }
    }
}
