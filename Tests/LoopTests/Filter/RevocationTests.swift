import SandboxKit
import Testing

extension Loop {
    /// A token that is revoked while its holder waits: nothing that comes later is told.
    @Suite(.sandbox) struct RevocationTests {
        let desk: Desk
        private static let secrets = ["ADRDEUX", "LAURENT", "1981-01-01", "1810163220751"]

        init() throws { desk = try #require(Desk.current) }

        private func revoke(_ name: String) async throws {
            let list = try JSON(
                Array(try #require(try await desk.verb(["client", "list", "--json"]).lines.first).utf8))
            let id = list["clients"]?.items.first { $0["name"]?.text == name }?["id"]?.text
            #expect(try await desk.verb(["client", "remove", try #require(id)]).status == 0)
        }

        @Test(arguments: [nil, "https://admission.example"])
        func aLiveStreamEndsBeforeTheNextState(_ origin: String?) async throws {
            try await desk.clear()
            let scopes = ["status", "patient", "ins"]
            let other = try await desk.add(scopes, origin: origin, name: "stays").events()
            let stream = try await desk.add(scopes, origin: origin, name: "leaves").events()
            for each in [stream, other] { #expect(try await each.event().json?.patient.status == "absent") }
            try await revoke("leaves")
            let reason = try await stream.event()
            #expect(reason.name == "problem" && reason.json?["code"]?.text == "request.unauthenticated")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            await #expect(throws: HeldConnection.Over.self) { try await stream.event() }
            try await other.follow { $0.patient.status == "ready" }
            try await revoke("stays")
        }

        @Test func aLongPollThatWaitsIsToldNothingOfTheCard() async throws {
            try await desk.clear()
            for format in ["json", "flat"] {
                let client = try await desk.add(["status", "patient", "ins"], name: "waits")
                let tag = try #require(try await client.state()["tag"]?.text)
                let target = "/v1/state?after=\(tag)&wait=60&format=\(format)"
                let poll = try HeldConnection(client.bytes("GET", target), client.port)
                try await waitForLongPoll()
                try await revoke("waits")
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                #expect(try await poll.head().hasPrefix("HTTP/1.1 401 "))
                let body = try await poll.body(holding: "}")
                #expect(body.contains("request.unauthenticated"))
                for secret in Self.secrets { #expect(!body.contains(secret)) }
                await desk.sandbox.removePatient()
                try await desk.client.follow { $0.patient.status == "absent" }
            }
        }

        /// Until the agent counts somebody who waits.
        private func waitForLongPoll() async throws {
            let deadline = ContinuousClock.now + .seconds(10)
            while true {
                let text = String(decoding: try await desk.client.request("GET", "/metrics").body, as: UTF8.self)
                if text.contains("\ninsi_agent_long_polls 1\n") { return }
                guard ContinuousClock.now < deadline else { throw Waiting.TimeOver(description: "nobody waits") }
            }
        }
    }
}
