import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// The state as server-sent events (endpoint.md 1).
    @Suite(.sandbox) struct EventsTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aCardIsToldWhenItComesAndNothingOfItAfterItLeft() async throws {
            try await desk.clear()
            try await desk.makeReady()
            let stream = try desk.client.events()
            let head = try await stream.head()
            #expect(head.hasPrefix("HTTP/1.1 200 "))
            for line in ["Content-Type: text/event-stream", "Cache-Control: no-store", "Vary: Origin"] {
                #expect(head.contains(line))
            }
            let first = try await stream.event()
            #expect(first.name == "state")
            #expect(first.id == first.json?["tag"]?.text)
            #expect(try await desk.client.request("GET", "/v1/state").header("ETag") == first.id.map { "\"\($0)\"" })

            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let found = try await stream.follow { $0.ins.status == "found" }
            #expect(found.json?.ins["identity"]?["matricule"]?.text == "1810163220751")
            let session = try #require(found.json?.patient.cardSession)
            await desk.sandbox.removePatient()
            let removed = try await stream.event()
            #expect(removed.json?.patient.status == "absent")
            for trace in ["ADRDEUX", "LAURENT", "1810163220751", "1981-01-01", session] {
                #expect(!removed.data.contains(trace))
            }
        }

        @Test func whoComesBackWithTheCurrentTagIsToldTheNextChangeOnly() async throws {
            try await desk.clear()
            let state = try await desk.client.state()
            let stream = try desk.client.events(after: try #require(state["tag"]?.text))
            #expect(try await stream.head().hasPrefix("HTTP/1.1 200 "))
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let event = try await stream.event()
            #expect((event.json?["revision"]?.number ?? 0) > (state["revision"]?.number ?? 0))
            #expect(event.json?.patient.status != "absent")
        }

        @Test(arguments: [
            "00000000-0000-4000-8000-000000000000.{revision}.{rights}", "{instance}.1.{rights}",
            "{instance}.{revision}.1", "nonsense", "..", "{instance}.18446744073709551616.{rights}",
        ])
        func anyOtherTagGetsTheCurrentStateInFullAtOnce(_ pattern: String) async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.patient.status == "ready" }
            let parts = try #require(state["tag"]?.text).components(separatedBy: ".")
            var tag = pattern
            for (name, value) in zip(["instance", "revision", "rights"], parts) {
                tag = tag.replacingOccurrences(of: "{\(name)}", with: value)
            }
            let event = try await desk.client.events(after: tag).event()
            #expect(event.json == state)
        }

        @Test func aCardThatCameAndWentInBetweenIsNotReplayed() async throws {
            try await desk.clear()
            let before = try await desk.client.state()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.patient.status == "ready" }
            await desk.sandbox.removePatient()
            try await desk.client.follow { $0.patient.status == "absent" }
            let stream = try desk.client.events(after: try #require(before["tag"]?.text))
            let event = try await stream.event()
            #expect(event.json?.patient.status == "absent")
            #expect(!event.data.contains("ADRDEUX"))
            try await desk.sandbox.insertPatient(Fixtures.family)
            let next = try await stream.event()
            #expect((next.json?["revision"]?.number ?? 0) > (event.json?["revision"]?.number ?? 0))
        }

        @Test func eachRightShowsItsPartAndNoMore() async throws {
            try await desk.clear()
            let narrow = try await desk.add(["status"]).events()
            let patient = try await desk.add(["status", "patient"]).events()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let seen = try await patient.follow { $0.patient.status == "ready" }
            #expect(seen.json?.patient["beneficiaries"]?.items.first?["name"]?.text == "ADRDEUX")
            #expect(!seen.data.contains("1810163220751"))
            let unseen = try await narrow.follow { $0.patient.status == "ready" }
            for secret in ["ADRDEUX", "LAURENT", "1810163220751", "1981-01-01"] {
                #expect(!unseen.data.contains(secret))
            }
            #expect(seen.id != unseen.id)
        }

        @Test func whoMayNotSeeTheStateGetsNoStream() async throws {
            let foreign = try await desk.add(["ins:vitale"]).request("GET", "/v1/events")
            #expect(foreign.status == 403)
            expectProblem(foreign.json, "request.scope")
            let visitor = AgentClient(port: desk.client.port, token: nil)
            expectProblem(try await visitor.request("GET", "/v1/events").json, "request.unauthenticated")
            expectProblem(try await desk.client.request("POST", "/v1/events", body: "{}").json, "request.method")
            var page = desk.client
            page.origin = "https://unknown.example"
            expectProblem(try await page.request("GET", "/v1/events").json, "request.origin")
            let head = try await RawHTTP.exchange(
                desk.client.bytes("HEAD", "/v1/events"), port: desk.client.port)
            #expect(head.status == 200 && head.header("Content-Type") == "text/event-stream")
        }

        @Test func twoHundredStreamsAndTwoHundredLongPollsAllSeeTheCardInLittleMemory() async throws {
            try await desk.clear()
            let pid = try #require(agent)
            let crowd = try await crowd()
            let tag = try #require(try await crowd.state()["tag"]?.text)
            let before = Processes.residentMemory(of: pid)
            let streams = try (1...200).map { _ in try crowd.events() }
            let polls = try (1...200).map { _ in try crowd.longPoll(after: tag) }
            for stream in streams { #expect(try await stream.event().id == tag) }
            let held = Processes.residentMemory(of: pid)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            for stream in streams { try await stream.follow { $0.patient.status == "ready" } }
            for poll in polls {
                let body = try await poll.body(holding: #""tag":"#)
                #expect(!body.contains(tag))
            }
            let told = Processes.residentMemory(of: pid)
            print("200 streams and 200 long-polls: +\((held - before) / 1024) KiB, told +\((told - before) / 1024) KiB")
            #expect(held - before < 20 << 20)
            // What the telling leaves is the allocator's, and the next one finds it there.
            await desk.sandbox.removePatient()
            for stream in streams { try await stream.follow { $0.patient.status == "absent" } }
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            for stream in streams { try await stream.follow { $0.patient.status == "ready" } }
            let again = Processes.residentMemory(of: pid)
            print("told twice more: \((again - told) / 1024) KiB")
            #expect(again - told < 8 << 20)
        }

        @Test func placesOfClientsThatLeftAreGivenAgain() async throws {
            try await desk.clear()
            let crowd = try await crowd()
            let tag = try #require(try await crowd.state()["tag"]?.text)
            for _ in 1...3 {
                let polls = try (1...150).map { _ in try crowd.longPoll(after: tag) }
                for poll in polls { poll.close() }
                for stream in try await allPlaces(crowd) { stream.close() }
            }
        }

        @Test func oneMoreThan512IsRefused() async throws {
            try await desk.clear()
            let crowd = try await crowd()
            let streams = try await allPlaces(crowd)
            let refused = try await crowd.request("GET", "/v1/events")
            #expect(refused.status == 429)
            expectProblem(refused.json, "request.tooManyWaiting")
            let tag = try #require(try await crowd.state()["tag"]?.text)
            let poll = try await crowd.request("GET", "/v1/state?after=\(tag)&wait=20")
            expectProblem(poll.json, "request.tooManyWaiting")
            #expect(try await crowd.request("GET", "/v1/state?after=other").status == 200)
            // The people at the desk still follow.
            let own = try await desk.page()
            #expect(try await own.events().event().id != nil)
            withExtendedLifetime(streams) {}
        }

        /// A stream on each of the 512 places, once the agent knows that nobody else holds one.
        private func allPlaces(_ crowd: AgentClient) async throws -> [HeldConnection] {
            let deadline = ContinuousClock.now + .seconds(20)
            while true {
                let streams = try (1...512).map { _ in try crowd.events() }
                var isComplete = true
                for stream in streams where try await !stream.head().hasPrefix("HTTP/1.1 200 ") { isComplete = false }
                guard !isComplete else { return streams }
                guard ContinuousClock.now < deadline else { throw Waiting.TimeOver(description: "places stay taken") }
            }
        }

        /// Many connections of one page. A token that is bound to a user would have the agent look each of them up in the
        /// kernel's table of all.
        private func crowd() async throws -> AgentClient {
            try await desk.add(["status", "patient"], origin: "https://admission.example")
        }

        /// The sandbox's agent.
        private var agent: Int32? {
            Processes.descendants(of: getpid()).first { pid in
                let words = Processes.read("cmdline", of: pid).split(separator: 0)
                return words.first.map { String(decoding: $0, as: UTF8.self).hasSuffix("/insi-agent") } == true
            }
        }
    }
}
