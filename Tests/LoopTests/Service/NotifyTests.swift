import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// What the agent tells the service manager.
    @Suite(.sandbox) struct NotifyTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test(arguments: [nil, "@insi-loop-notify-\(getpid())"])
        func itIsReadyOnceItListensAndSawTheReadersThenTellsChangesAndItsEnd(_ name: String?) async throws {
            try await desk.clear()
            let host = try ServiceHost(desk, notify: name)
            let agent = try host.start()
            let first = try #require(await host.manager.word())
            #expect(first == ["READY=1", "STATUS=2 lecteurs, environnement sandbox."])
            #expect(
                try await RawHTTP.exchange(
                    AgentClient(port: host.port, token: nil).bytes("GET", "/healthz"), port: host.port
                ).status == 200)
            // Cards come and go, and nothing is said: no reader came or went.
            let client = try await host.client()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await client.follow { $0.patient.status == "ready" }
            await desk.sandbox.removePatient()
            try await client.follow { $0.patient.status == "absent" }
            kill(desk.sandbox.pcscd.pid, SIGKILL)
            let lost = try #require(await host.manager.word())
            #expect(lost == ["STATUS=Le service des lecteurs (pcscd) ne répond pas, environnement sandbox."])
            try await Waiting.onThread { [desk] in try desk.sandbox.pcscd.restart() }
            let back = await host.manager.words(until: { $0.contains("2 lecteurs") })
            #expect(back.count <= 3 && !back.isEmpty, "\(back)")
            agent.signal(SIGTERM)
            let last = try #require(await host.manager.word())
            #expect(last.first == "STOPPING=1")
            try await Waiting.until("the agent ends", within: 5) { agent.exitStatus() != nil }
            #expect(agent.exitStatus() == 0)
            #expect(await host.manager.word(within: 0) == nil)
        }

        @Test func withoutPcscdItIsReadyAllTheSame() async throws {
            let host = try ServiceHost(desk)
            let agent = try host.start(environment: ["PCSCLITE_CSOCK_NAME=\(host.folder)/none.comm"])
            let status = try await host.ready(within: 5)
            #expect(status == "Le service des lecteurs (pcscd) ne répond pas, environnement sandbox.")
            agent.stop()
        }

        @Test func itTellsItsStatusWhereProgramsHoldEveryPlaceToFollowTheState() async throws {
            let host = try ServiceHost(desk)
            let agent = try host.start()
            try await host.ready()
            let page = try await host.page()
            let streams = try (1...600).map { _ in try page.events() }
            var refused = 0
            for stream in streams where try await stream.head().hasPrefix("HTTP/1.1 429 ") { refused += 1 }
            #expect(refused > 0, "every place is taken")
            kill(desk.sandbox.pcscd.pid, SIGKILL)
            let lost = "STATUS=Le service des lecteurs (pcscd) ne répond pas, environnement sandbox."
            #expect(await !host.manager.words(until: { $0 == lost }).isEmpty)
            try await Waiting.onThread { [desk] in try desk.sandbox.pcscd.restart() }
            #expect(await !host.manager.words(until: { $0.contains("2 lecteurs") }).isEmpty)
            for stream in streams { stream.close() }
            agent.signal(SIGTERM)
            #expect(await !host.manager.words(until: { $0 == "STOPPING=1" }).isEmpty)
            try await Waiting.until("the agent ends", within: 5) { agent.exitStatus() != nil }
            #expect(agent.exitStatus() == 0)
        }

        @Test func itGivesSignsOfLifeAsLongAsItsOwnSocketAnswers() async throws {
            let host = try ServiceHost(desk)
            let agent = try host.start(environment: ["WATCHDOG_USEC=400000"])
            for _ in 1...3 {
                let words = await host.manager.words(until: { $0 == "WATCHDOG=1" }, within: 5)
                #expect(!words.isEmpty)
            }
            // Another listens at the path and says nothing: what is asked there is not answered any more.
            try FileManager.default.removeItem(atPath: host.socket)
            let silent = try ListeningSocket.unix(host.socket)
            defer { close(silent) }
            while await host.manager.word(within: 2) != nil {}
            #expect(agent.exitStatus() == nil)
            #expect(await host.manager.word(within: 1) == nil)
            try FileManager.default.removeItem(atPath: host.socket)
            agent.signal(SIGTERM)
            #expect(await !host.manager.words(until: { $0 == "STOPPING=1" }, within: 2).isEmpty)
            try await Waiting.until("the agent ends", within: 5) { agent.exitStatus() != nil }
        }

        @Test(arguments: ["WATCHDOG_PID=1", "WATCHDOG_USEC=", "WATCHDOG_USEC=viel"])
        func aWatchdogThatIsNotItsOwnGetsNoSigns(_ variable: String) async throws {
            let host = try ServiceHost(desk)
            let others = variable.hasPrefix("WATCHDOG_USEC") ? [] : ["WATCHDOG_USEC=200000"]
            let agent = try host.start(environment: others + [variable])
            try await host.ready()
            #expect(await host.manager.word(within: 1) == nil)
            agent.stop()
        }
    }
}
