import CardSimulator
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// What the real agent measures.
    @Suite(.sandbox) struct MetricsTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aSearchIsSeenInCallsAndCardCommandsAndARefusalInNeither() async throws {
            try await desk.clear()
            let idle = try await metrics()
            #expect(idle["insi_calls_total"] == 0)
            #expect(idle[#"insi_agent_cards{role="patient"}"#] == 0 && idle["insi_agent_readers"] == 2)
            // A card that is asked nothing between two looks.
            try await desk.put(ReticentCard(try desk.card()), into: desk.sandbox.professionalSlot)
            try await desk.client.follow { $0.professional.status == "locked" }
            try await desk.sandbox.enter(pin: "1234")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "found" }
            let found = try await metrics()
            #expect(found["insi_calls_total"] == 1)
            // Of a Vitale card of one person four at least, and more of the professional's.
            #expect((found["card_commands_total"] ?? 0) > (idle["card_commands_total"] ?? 0) + 8)
            #expect(found[#"insi_agent_cards{role="patient"}"#] == 1)
            #expect(found[#"insi_agent_cards{role="professional"}"#] == 1)
            #expect(found[#"insi_agent_searches_total{operation="WS_INS1",outcome="found"}"#] == 1)

            let stranger = try await desk.add(["status"])
            _ = try await stranger.search(state.patient.cardSession)
            _ = try await desk.client.search("0123")
            _ = try await RawHTTP.exchange(Array("nonsense\r\n\r\n".utf8), port: desk.client.port)
            let refused = try await metrics()
            for name in ["insi_calls_total", "card_commands_total"] { #expect(refused[name] == found[name], "\(name)") }
            for code in ["request.scope", "request.cardSession", "request.malformed"] {
                #expect(refused[#"insi_agent_refusals_total{code="\#(code)"}"#] == 1, "\(code)")
            }
        }

        @Test func thoseWhoWaitAreCountedUntilTheyLeave() async throws {
            try await desk.clear()
            let tag = try #require(try await desk.client.state()["tag"]?.text)
            let stream = try desk.client.events()
            let poll = try desk.client.longPoll(after: tag)
            try await wait { $0["insi_agent_event_streams"] == 1 && $0["insi_agent_long_polls"] == 1 }
            stream.close()
            poll.close()
            try await wait { $0["insi_agent_event_streams"] == 0 && $0["insi_agent_long_polls"] == 0 }
        }

        @Test func itTakesItsOwnRightAndTellsNobodysName() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await desk.client.follow { $0.ins.status == "found" }
            let others = try await desk.add(["status", "patient", "ins", "matricule", "audit"], name: "ZZCANARI")
            expectProblem(try await others.request("GET", "/metrics").json, "request.scope")
            _ = try await others.request("GET", "/v1/ADRDEUX")
            let answer = try await desk.add(["metrics"]).request("GET", "/metrics")
            #expect(answer.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
            let text = String(decoding: answer.body, as: UTF8.self)
            for canary in [
                "ZZCANARI", "ADRDEUX", "LAURENT", "1810163220751", "1981-01-01", "SIMULEE", "899700000001", "Sandbox",
            ] {
                #expect(!text.contains(canary), "\(canary)")
            }
        }

        /// The samples, by name with labels.
        private func metrics() async throws -> [String: Int] {
            let answer = try await desk.client.request("GET", "/metrics")
            let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
            return lines.reduce(into: [:]) { samples, line in
                let words = line.split(separator: " ")
                guard words.count == 2, let value = Int(words[1]) else { return }
                samples[String(words[0])] = value
            }
        }

        private func wait(within seconds: Double = 10, until isDone: ([String: Int]) -> Bool) async throws {
            let deadline = ContinuousClock.now + .seconds(seconds)
            while !isDone(try await metrics()) {
                guard ContinuousClock.now < deadline else { throw Waiting.TimeOver(description: "the gauges stay") }
            }
        }
    }
}
