import Foundation
import SandboxKit
import Testing

extension Loop {
    /// A page is let in by a code that a person carries to it (endpoint.md 2 and 3), over real sockets with the real verbs.
    @Suite(.sandbox) struct PairingTests {
        let desk: Desk
        private static let ask = #"{"name": "Admission", "scopes": ["status", "ins:vitale"]}"#

        init() throws { desk = try #require(Desk.current) }

        private func caller(_ origin: String?) -> AgentClient {
            AgentClient(port: desk.client.port, token: nil, origin: origin)
        }

        private func preflight(_ origin: String) async throws -> RawHTTP.Answer {
            let headers = [
                ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"),
            ]
            return try await caller(origin).request("OPTIONS", "/v1/pairing", headers: headers)
        }

        private func pair(_ origin: String?, _ body: String = Self.ask) async throws -> RawHTTP.Answer {
            try await caller(origin).request("POST", "/v1/pairing", body: body)
        }

        private func confirm(_ origin: String, _ id: String, _ code: String) async throws -> RawHTTP.Answer {
            try await pair(origin, #"{"pairingId": "\#(id)", "code": "\#(code)"}"#)
        }

        /// Our own page with a window that it has just opened.
        private func person(_ body: String = "{}") async throws -> AgentClient {
            let page = try await desk.page()
            #expect(try await page.request("DELETE", "/v1/pairing-window").status == 204)
            let answer = try await page.request("POST", "/v1/pairing-window", body: body)
            #expect(answer.status == 201 && answer.json?["status"]?.text == "open")
            return page
        }

        private func window(_ person: AgentClient) async throws -> JSON {
            try JSON(try await person.request("GET", "/v1/pairing-window").body)
        }

        private func code(_ person: AgentClient) async throws -> String {
            try #require(try await window(person)["asking"]?["code"]?.text)
        }

        /// A code that is not this one.
        private func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

        /// Refused by row 3: the page cannot even read the answer.
        private func expectOutside(
            _ answer: RawHTTP.Answer, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(answer.status == 403, sourceLocation: sourceLocation)
            expectProblem(answer.json, "request.origin", sourceLocation: sourceLocation)
            let cors = answer.headers.filter { $0.name.lowercased().hasPrefix("access-control-") }
            #expect(cors.isEmpty, sourceLocation: sourceLocation)
        }

        @Test func aPageIsLetInOnceWhileAPersonHoldsTheWindowOpen() async throws {
            let origin = "https://paired.example"
            expectOutside(try await preflight(origin))
            expectOutside(try await pair(origin))
            let person = try await person()
            let allowed = try await preflight(origin)
            #expect(allowed.status == 204 && allowed.header("Access-Control-Allow-Origin") == origin)
            #expect(allowed.header("Access-Control-Allow-Methods")?.contains("POST") == true)
            let asked = try await pair(origin)
            #expect(asked.status == 202 && asked.header("Access-Control-Allow-Origin") == origin)
            let id = try #require(asked.json?["pairingId"]?.text)
            #expect(asked.json?.keys == ["pairingId", "scopes"], "the code is not the page's to read")

            let asking = try #require(try await window(person)["asking"])
            #expect(asking["origin"]?.text == origin && asking["name"]?.text == "Admission")
            #expect(asking["scopes"]?.items.compactMap(\.text) == ["status", "ins:vitale"])
            #expect(asking["scopeTexts"]?.items.compactMap(\.text).allSatisfy { $0.contains(" ") } == true)
            let code = try #require(asking["code"]?.text)
            let confirmed = try await confirm(origin, id, code)
            #expect(confirmed.status == 201 && confirmed.json?["origin"]?.text == origin)
            let token = try #require(confirmed.json?["token"]?.text)
            #expect(try await window(person)["outcome"]?.text == "paired")

            var page = AgentClient(port: desk.client.port, token: token, origin: origin)
            #expect(try await page.request("GET", "/v1/state").status == 200)
            #expect(try await page.request("GET", "/v1/clients").json?["code"]?.text == "request.scope")
            expectProblem(try await confirm(origin, id, code).json, "pairing.closed")
            expectProblem(try await pair(origin).json, "pairing.closed")
            #expect(try await preflight(origin).status == 204, "it is registered now")

            let list = try JSON(try await person.request("GET", "/v1/clients").body)
            let client = list["clients"]?.items.first { $0["origin"]?.text == origin }
            let removed = try await desk.verb(["client", "remove", try #require(client?["id"]?.text)])
            #expect(removed.status == 0)
            expectOutside(try await page.request("GET", "/v1/state"))
            page.origin = nil
            #expect(try await page.request("GET", "/v1/state").status == 401)

            let log = try String(contentsOfFile: desk.sandbox.agentLog, encoding: .utf8)
            #expect(log.contains(origin) && log.contains("paired"))
            for secret in [token, id] { #expect(!log.contains(secret)) }
            #expect(log.range(of: "(?<![0-9])\(code)(?![0-9])", options: .regularExpression) == nil)
        }

        @Test func theWindowIsTheFirstAskingPagesAlone() async throws {
            let (first, second) = ("https://first.example", "https://second.example")
            let registered = try await desk.add(["status"], origin: "https://registered.example")
            let person = try await person()
            #expect(try await pair(second, #"{"name": ""}"#).status == 400, "what is no demand takes no window")
            let id = try #require(try await pair(first).json?["pairingId"]?.text)
            expectOutside(try await preflight(second))
            expectOutside(try await pair(second))
            expectProblem(try await pair(registered.origin).json, "pairing.closed")
            let code = try await code(person)
            expectOutside(try await confirm(second, id, code))
            let again = try await person.request("POST", "/v1/pairing-window", body: "{}")
            #expect(again.status == 409 && again.json?["code"]?.text == "pairing.alreadyOpen")
            #expect(try await confirm(first, id, code).status == 201)
            expectOutside(try await preflight(second))
        }

        @Test func aWindowCanBeKeptForOnePage() async throws {
            let person = try await person(#"{"origin": "https://expected.example"}"#)
            expectOutside(try await pair("https://attacker.example"))
            #expect(try await pair("https://expected.example").status == 202)
            #expect(try await window(person)["onlyOrigin"]?.text == "https://expected.example")
            let refused = try await person.request("POST", "/v1/pairing-window", body: #"{"origin": "null"}"#)
            #expect(refused.status == 400)
        }

        @Test func theThirdWrongCodeClosesTheWindow() async throws {
            let origin = "https://guessing.example"
            let person = try await person()
            let id = try #require(try await pair(origin).json?["pairingId"]?.text)
            let code = try await code(person)
            for slip in ["", "12345", "1234567", "12345a", "１２３４５６"] {
                expectProblem(try await confirm(origin, id, slip).json, "request.malformed")
            }
            expectProblem(try await confirm(origin, "other", code).json, "pairing.closed")
            for left in [2, 1, 0] {
                let answer = try await confirm(origin, id, wrong(code))
                expectProblem(answer.json, "pairing.wrongCode")
                #expect(answer.status == 403 && answer.json?["triesLeft"]?.number == left)
            }
            expectOutside(try await confirm(origin, id, code))
            #expect(try await window(person)["outcome"]?.text == "wrongCodes")
        }

        @Test func aPersonRefuses() async throws {
            let origin = "https://refused.example"
            let person = try await person()
            let id = try #require(try await pair(origin).json?["pairingId"]?.text)
            let code = try await code(person)
            #expect(try await person.request("DELETE", "/v1/pairing-window").status == 204)
            expectOutside(try await confirm(origin, id, code))
            #expect(try await window(person)["asking"] == nil)
        }

        @Test func aPageAsksForWhatPagesMayHaveAndGetsTheUsualWithoutAsking() async throws {
            let origin = "https://asking.example"
            let person = try await person()
            for scope in ["audit", "pin", "admin", "pairing", "everything", ""] {
                expectProblem(
                    try await pair(origin, #"{"name": "x", "scopes": ["status", "\#(scope)"]}"#).json,
                    "request.malformed")
            }
            for body in [#"{}"#, #"{"name": "a\u202Eb"}"#, #"{"name": "x", "code": "123456"}"#, #"{"code": "123456"}"#]
            {
                expectProblem(try await pair(origin, body).json, "request.malformed")
            }
            #expect(try await window(person)["asking"] == nil)
            let usual = try await pair(origin, #"{"name": "Admission"}"#)
            let scopes = usual.json?["scopes"]?.items.compactMap(\.text)
            #expect(scopes == ["status", "patient", "ins", "ins:vitale"])
        }

        @Test(arguments: [
            "null", "", "http://admission.example", "https://ADMISSION.example", "https://admission.example.",
            "https://admission.example:443", "https://user@admission.example", "https://café.example",
            "https://admission.example/", "HTTPS://admission.example", "https://127.1", "file://",
        ])
        func anOriginThatNoBrowserSendsIsNeverLetIn(_ origin: String) async throws {
            let page = try await desk.page()
            // Looking is not limited, opening is: one of the cases opens it for all.
            if try await window(page)["status"]?.text == "closed" {
                #expect(try await page.request("POST", "/v1/pairing-window", body: "{}").status == 201)
            }
            expectOutside(try await preflight(origin))
            expectOutside(try await pair(origin))
        }

        @Test func onlyAPersonOpensSeesAndClosesTheWindow() async throws {
            for method in ["GET", "POST", "DELETE"] {
                let body = method == "POST" ? "{}" : nil
                let client = try await desk.client.request(method, "/v1/pairing-window", body: body)
                expectProblem(client.json, "request.scope")
                let nobody = try await caller(nil).request(method, "/v1/pairing-window", body: body)
                expectProblem(nobody.json, "request.unauthenticated")
            }
            _ = try await person()
            expectProblem(try await pair(nil).json, "request.origin")
            let page = "http://localhost:3000"
            #expect(try await preflight(page).status == 204, "a page on loopback may ask")
            let elsewhere = try await caller("https://asking.example").request("GET", "/v1/state")
            #expect(elsewhere.status == 403, "the window opens one path only")
        }

        @Test func aPageThatAsksInVainKeepsNoOtherFromItsTurn() async throws {
            let person = try await person()
            var statuses: Set<Int> = []
            for _ in 1...40 { statuses.insert(try await pair("https://noisy.example", "{}").status) }
            #expect(statuses == [400, 429])
            #expect(try await pair("https://quiet.example").status == 202)
            #expect(try await window(person)["asking"]?["origin"]?.text == "https://quiet.example")
        }

        @Test func theVerbShowsWhoAsksAndWaits() async throws {
            #expect(try await desk.page().request("DELETE", "/v1/pairing-window").status == 204)
            let origin = "https://shown.example"
            let verb = try Program("insi-agent", ["pair", "--origin", origin, "--socket", desk.folder + "/agent.sock"])
            _ = try await verb.line()
            let id = try #require(try await pair(origin).json?["pairingId"]?.text)
            var shown: [String] = []
            while shown.last?.hasPrefix("Code") != true { shown.append(try await verb.line()) }
            #expect(shown.first?.contains(origin) == true)
            #expect(shown.contains { $0.contains("rechercher l'identité") })
            let code = try #require(shown.last?.suffix(6))
            #expect(try await confirm(origin, id, "\(code)").status == 201)
            let output = try await verb.end()
            #expect(output.status == 0 && output.lines.last?.contains(origin) == true)
        }

        @Test func theVerbThatIsInterruptedClosesTheWindow() async throws {
            let page = try await desk.page()
            #expect(try await page.request("DELETE", "/v1/pairing-window").status == 204)
            let verb = try Program("insi-agent", ["pair", "--socket", desk.folder + "/agent.sock"])
            _ = try await verb.line()
            verb.send(signal: SIGINT)
            let output = try await verb.end()
            #expect(output.status == 2 && output.errorLines.count == 1)
            #expect(try await window(page)["status"]?.text == "closed")
        }
    }
}
