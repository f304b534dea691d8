import Testing

extension Loop {
    /// What the request filter lets through, and the answers that the attack table does not show (endpoint.md 3).
    @Suite(.sandbox) struct FilterTests {
        let desk: Desk
        static let origin = "https://admission.example"

        init() throws { desk = try #require(Desk.current) }

        @Test func aGoodRequestBeforeABadOneOnTheSameConnectionIsAnsweredFirst() async throws {
            let good = "GET /healthz HTTP/1.1\r\nHost: localhost:\(desk.client.port)\r\n\r\n"
            let both = try await RawHTTP.exchange(
                Array((good + "nonsense\r\n\r\n").utf8), port: desk.client.port, answers: 2)
            #expect(both.map(\.status) == [200, 400])
            #expect(both.last?.json?["code"]?.text == "request.malformed")
        }

        @Test(arguments: [
            "GET /healthz HTTP/1.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{03}\u{01}\u{00}\r\n\r\n",
        ])
        func whatIsNoHTTP11IsRefused(_ text: String) async throws {
            let answer = try await RawHTTP.exchange(Array(text.utf8), port: desk.client.port)
            #expect(answer.status == 400)
            expectProblem(answer.json, "request.malformed")
        }

        @Test func aPreflightOfAnAllowedOriginTellsExactlyThatOriginAndNoCredentials() async throws {
            _ = try await desk.add(["status"], origin: Self.origin)
            let answer = try await preflight(Self.origin)
            #expect(answer.status == 204)
            #expect(answer.header("Access-Control-Allow-Origin") == Self.origin)
            #expect(answer.header("Access-Control-Allow-Credentials") == nil)
            #expect(answer.header("Access-Control-Allow-Methods")?.contains("POST") == true)
            let allowed = answer.header("Access-Control-Allow-Headers") ?? ""
            for name in ["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key"] {
                #expect(allowed.contains(name))
            }
            #expect(answer.header("Vary") == "Origin")
            let refused = try await preflight("https://unknown.example")
            #expect(refused.status == 403)
            #expect(refused.headers.allSatisfy { !$0.name.lowercased().hasPrefix("access-control-") })
        }

        @Test func aPreflightGrantsNothingThatItIsAskedFor() async throws {
            _ = try await desk.add(["status"], origin: Self.origin)
            let headers = [
                ("Access-Control-Request-Method", "DELETE"), ("Access-Control-Request-Headers", "x-attack, cookie"),
                ("Access-Control-Request-Private-Network", "true"),
            ]
            let answer = try await preflight(Self.origin, headers)
            #expect(answer.header("Access-Control-Allow-Methods") == "POST")
            let allowed = answer.header("Access-Control-Allow-Headers")?.lowercased() ?? ""
            for word in ["x-attack", "cookie", "*"] { #expect(!allowed.contains(word)) }
            let cors = answer.headers.map { $0.name.lowercased() }.filter { $0.hasPrefix("access-control-allow-") }
            #expect(
                Set(cors) == [
                    "access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers",
                ])
        }

        private static let usual = [
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "if-match"),
        ]

        private func preflight(
            _ origin: String, _ headers: [(String, String)] = Self.usual
        ) async throws -> RawHTTP.Answer {
            try await AgentClient(port: desk.client.port, token: nil, origin: origin).request(
                "OPTIONS", "/v1/ins/vitale", headers: headers)
        }

        @Test func anOriginsTokenWorksFromThatOriginOnlyAndItsAnswersAreReadableThere() async throws {
            var page = try await desk.add(["status"], origin: Self.origin)
            let answer = try await page.request("GET", "/v1/state")
            #expect(answer.status == 200)
            #expect(answer.header("Access-Control-Allow-Origin") == Self.origin)
            #expect(answer.header("Access-Control-Expose-Headers")?.contains("ETag") == true)
            page.origin = nil
            #expect(try await page.request("GET", "/v1/state").json?["code"]?.text == "request.wrongCaller")
            let other = "https://labo.example"
            _ = try await desk.add(["status"], origin: other)
            page.origin = other
            #expect(try await page.request("GET", "/v1/state").json?["code"]?.text == "request.wrongCaller")
            var native = desk.client
            native.origin = other
            #expect(try await native.request("GET", "/v1/state").json?["code"]?.text == "request.wrongCaller")
        }

        @Test(arguments: [
            "https://Admission.example", "https://admission.example/", "https://*.example", "http://admission.example",
            "https://user@admission.example", "https://admission.example.", "https://admission.example:443", "null", "",
        ])
        func anOriginThatNoBrowserSendsCannotBeRegistered(_ origin: String) async throws {
            let output = try await desk.verb(
                ["client", "add", "--name", "loop", "--origin", origin, "--scope", "status"])
            #expect(output.status == 1)
            #expect(output.lines == [])
            #expect(output.errorLines.last?.hasSuffix("[request.malformed]") == true)
        }

        @Test(arguments: ["pin", "admin", "everything", ""])
        func aRightThatIsNotGrantableCannotBeGranted(_ scope: String) async throws {
            let output = try await desk.verb(["client", "add", "--name", "loop", "--scope", scope])
            #expect(output.status == 1)
            #expect(output.lines == [])
        }

        @Test func theActionsOfOneCallerAreLimitedButNotItsReading() async throws {
            let caller = try await desk.add(["status", "ins:vitale"])
            var codes: [Int] = []
            for _ in 1...40 { codes.append(try await caller.search("gone").status) }
            #expect(Set(codes) == [412, 429])
            let refused = try await caller.search("gone")
            if refused.status == 429 { #expect(refused.header("Retry-After") == "1") }
            #expect(try await caller.request("GET", "/v1/state").status == 200)
        }
    }
}
