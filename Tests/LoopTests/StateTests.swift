import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// Following the state, and what each right shows of it (endpoint.md 1).
    @Suite(.sandbox) struct StateTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func aStateThatIsKnownIsNotSentAgain() async throws {
            try await desk.clear()
            let first = try await desk.client.request("GET", "/v1/state")
            let tag = try #require(first.header("ETag"))
            #expect(first.json?["tag"]?.text.map { "\"\($0)\"" } == tag)
            let again = try await desk.client.request("GET", "/v1/state", headers: [("If-None-Match", tag)])
            #expect(again.status == 304)
            #expect(again.body == [])
            #expect(again.header("ETag") == tag)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let changed = try await desk.client.request("GET", "/v1/state", headers: [("If-None-Match", tag)])
            #expect(changed.status == 200)
            #expect(changed.header("ETag") != tag)
        }

        @Test func theTagOfOtherRightsIsNoReasonForA304() async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let narrow = try await desk.add(["status"])
            let tag = try #require(try await narrow.request("GET", "/v1/state").header("ETag"))
            let wide = try await desk.client.request("GET", "/v1/state", headers: [("If-None-Match", tag)])
            #expect(wide.status == 200)
        }

        @Test func aLongPollWaitsForTheNextState() async throws {
            try await desk.clear()
            let before = try await desk.client.state()
            let tag = try #require(before["tag"]?.text)
            let start = ContinuousClock.now
            let unchanged = try await desk.client.request("GET", "/v1/state?after=\(tag)&wait=1")
            #expect(ContinuousClock.now - start > .milliseconds(900))
            #expect(unchanged.json?["tag"]?.text == tag)
            async let next = desk.client.request("GET", "/v1/state?after=\(tag)&wait=20", timeout: 25)
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let answer = try await next
            let revision = try #require(answer.json?["revision"]?.number)
            #expect(revision > (before["revision"]?.number ?? 0))
            #expect(ContinuousClock.now - start < .seconds(10))
        }

        @Test(arguments: [
            "after=00000000-0000-4000-8000-000000000000.1.1f&wait=20", "after=nonsense&wait=20", "after=&wait=20",
            "wait=20", "after=%00&wait=20", "after={tag}&wait=0",
        ])
        func whatIsNotTheCurrentTagIsAnsweredAtOnceAndInFull(_ query: String) async throws {
            let tag = try #require(try await desk.client.state()["tag"]?.text)
            let start = ContinuousClock.now
            let answer = try await desk.client.request(
                "GET", "/v1/state?" + query.replacingOccurrences(of: "{tag}", with: tag))
            #expect(ContinuousClock.now - start < .seconds(2))
            #expect(answer.status == 200)
            #expect(answer.json?["readers"]?.items.count == 2)
        }

        @Test(
            "A wait that is no number of seconds, or too long, is refused and not guessed at",
            arguments: [
                "61", "-5", "1.5", "soon", "", "%00", "99999999999999999999",
            ])
        func wrongWait(_ wait: String) async throws {
            let answer = try await desk.client.request("GET", "/v1/state?wait=" + wait)
            #expect(answer.status == 400)
            #expect(answer.json?["detail"]?.text?.contains("wait : un nombre de 0 à 60") == true)
        }

        @Test func twoHundredProgramsWaitAndAllSeeTheCard() async throws {
            try await desk.clear()
            let tag = try #require(try await desk.client.state()["tag"]?.text)
            try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 1...200 {
                    group.addTask {
                        try await desk.client.request("GET", "/v1/state?after=\(tag)&wait=20", timeout: 25)
                            .json?["revision"]?.number
                    }
                }
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                for try await revision in group { #expect(revision != nil) }
            }
        }

        @Test func eachRightShowsItsPartAndNoMore() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let all = try await desk.client.follow { $0.ins.status == "found" }
            #expect(all.patient["beneficiaries"]?.items.first?["matricule"]?.text == "1810163220751")
            #expect(all.ins["identity"]?["matricule"]?.text == "1810163220751")

            let status = try await desk.add(["status"]).request("GET", "/v1/state")
            let text = String(decoding: status.body, as: UTF8.self)
            for secret in ["ADRDEUX", "LAURENT", "1810163220751", "1981-01-01"] { #expect(!text.contains(secret)) }
            let narrow = try #require(status.json)
            #expect(narrow.patient.status == "ready" && narrow.ins.status == "found")
            #expect(narrow.patient.keys.isDisjoint(with: ["beneficiaries", "assumed"]))
            #expect(narrow.ins.keys.isDisjoint(with: ["identity", "beneficiary", "usable", "notUsableBecause"]))

            let patient = try await desk.add(["status", "patient"]).state()
            #expect(patient.patient["beneficiaries"]?.items.first?["name"]?.text == "ADRDEUX")
            #expect(patient.patient["beneficiaries"]?.items.first?.keys.contains("matricule") == false)
            #expect(!patient.ins.keys.contains("identity"))

            let ins = try await desk.add(["status", "ins"]).state()
            #expect(ins.ins["identity"]?["birthName"]?.text == "ADRDEUX")
            let members = ins.ins["identity"]?.keys ?? []
            #expect(members.isDisjoint(with: ["matricule", "key", "history"]))
            #expect(!ins.patient.keys.contains("beneficiaries"))
        }

        @Test func aTokenWithoutStatusSeesNoState() async throws {
            let answer = try await desk.add(["ins:vitale"]).request("GET", "/v1/state")
            #expect(answer.status == 403)
            expectProblem(answer.json, "request.scope")
        }

        @Test(.enabled(if: Processes.hasIPv6, "this machine has no ::1"))
        func theSameStateIsServedOnIPv6() async throws {
            let answer = try await desk.client.request("GET", "/v1/state", ipv6: true)
            #expect(answer.status == 200)
            #expect(answer.json?["readers"]?.items.count == 2)
        }

        @Test func thePageAndTheContractAreServedWithoutAToken() async throws {
            let visitor = AgentClient(port: desk.client.port, token: nil)
            for path in ["/", "/assets/agent.js", "/assets/agent.css", "/openapi.json", "/healthz"] {
                #expect(try await visitor.request("GET", path).status == 200, "\(path)")
            }
            let policy = try await visitor.request("GET", "/").header("Content-Security-Policy") ?? ""
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
        }

        @Test func aPageCodeWorksOnceAndItsTokenMayPresentAPIN() async throws {
            try await desk.clear()
            let line = try #require(try await desk.verb(["open"]).lines.first as String?)
            let code = try #require(line.components(separatedBy: "#code=").last)
            var page = AgentClient(port: desk.client.port, token: nil, origin: desk.sandbox.access.url)
            let body = "{\"code\": \"\(code)\"}"
            let answer = try await page.request("POST", "/v1/session", body: body)
            page = AgentClient(port: page.port, token: try #require(answer.json?["token"]?.text), origin: page.origin)
            #expect(try await page.request("GET", "/v1/state").status == 200)
            let pin = RawHTTP.put(pin: "1234", by: page)
            expectProblem(try await RawHTTP.exchange(pin, port: page.port).json, "professional.absent")
            let visitor = AgentClient(port: page.port, token: nil, origin: page.origin)
            #expect(try await visitor.request("POST", "/v1/session", body: body).status == 401)
        }
    }
}
