import Foundation
import SandboxKit
import Testing

extension Loop {
    /// What is drawn of an identity, and whose identity is not.
    @Suite(.sandbox) struct DataMatrixTests {
        private let desk: Desk
        private static let symbol = "/v1/ins/datamatrix"
        private static let block = "/v1/ins/identity-block"

        init() throws { desk = try #require(Desk.current) }

        /// The answer to an identity; every call is by a client of its own, so that none meets the rate limit.
        private func draw(
            _ path: String, accept: String? = nil, _ edit: (inout DrawnIdentity) -> Void = { _ in }
        ) async throws -> RawHTTP.Answer {
            var identity = DrawnIdentity()
            edit(&identity)
            let headers = accept.map { [("Accept", $0)] } ?? []
            return try await desk.drawer().request("POST", path, headers: headers, body: identity.body)
        }

        @Test(
            arguments: [
                (symbol, nil, "image/svg+xml"), (symbol, "*/*", "image/svg+xml"), (symbol, "image/png", "image/png"),
                (symbol, "image/*;q=0.2, image/png", "image/png"), (block, nil, "image/svg+xml"),
                (block, "text/html,*/*;q=0.8", "text/html; charset=utf-8"),
                (block, "application/json", "application/json"),
            ] as [(String, String?, String)])
        func theCallerChoosesTheFormat(_ path: String, _ accept: String?, _ type: String) async throws {
            let answer = try await draw(path, accept: accept)
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == type)
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
            let text = String(decoding: answer.body, as: UTF8.self)
            switch type {
            case "image/png": #expect(answer.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            case "application/json": #expect(answer.json?["test"] == .boolean(true))
            default:
                #expect(text.contains(">INS à scanner</text>") && text.contains(">TEST</text>"))
                #expect(text.contains("ADRDEUX") == (path == Self.block))
            }
        }

        @Test func whatCannotBeSentIsNotMade() async throws {
            for (path, accept) in [(Self.symbol, "text/html"), (Self.block, "image/png"), (Self.symbol, "*/*;q=0")] {
                let answer = try await draw(path, accept: accept)
                #expect(answer.status == 406)
                expectProblem(answer.json, "request.notAcceptable")
            }
        }

        @Test func theBlockAsLinesHasTheCallersOwnNamesAndTheMailAddress() async throws {
            let answer = try await draw(Self.block, accept: "application/json") {
                $0.set("firstGivenName", #""Laurent""#)
                $0.set("usedName", #""D’Ærø Œuvré""#)
                $0.set("usedGivenName", #""""#)
            }
            let lines = try #require(answer.json?["lines"]?.items)
            #expect(
                lines.compactMap { $0["value"]?.text } == [
                    "1810163220751 40 (NIR)", "ADRDEUX", "Laurent", "LAURENT", "01/01/1981", "M", "63220",
                    "D’Ærø Œuvré",
                ])
            #expect(answer.json?["mailAddress"]?.text == "181016322075140@patient.mssante.fr")
        }

        @Test func theIdentityOfTheStateIsTakenAsItIs() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { ["found", "failed"].contains($0.ins.status) }
            #expect(state.ins.status == "found")
            let text = String(decoding: try await desk.client.request("GET", "/v1/state").body, as: UTF8.self)
            let identity = try #require(text.firstMatch(of: #/"identity":(\{"birthDate".*?\})/#)?.1)
            let body = "{\"status\":\"qualifiee\",\"identity\":\(identity)}"
            let answer = try await desk.client.request("POST", Self.symbol, body: body)
            #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
            let same = try await draw(Self.symbol) { $0.set("givenNames", #"["LAURENT"]"#) }
            #expect(answer.body == same.body)
        }

        @Test(arguments: [
            ("provisoire", "[]", "EXI ID 29"), ("recuperee", "[]", "EXI ID 29"), ("validee", "[]", "EXI ID 29"),
            ("qualifiee", #"["douteux"]"#, "EXI ID 26"), ("qualifiee", #"["fictif","homonyme"]"#, "EXI ID 26"),
            ("provisoire", #"["douteux"]"#, "EXI ID 26"),
        ])
        func onlyAQualifiedIdentityIsDrawn(_ status: String, _ attributes: String, _ rule: String) async throws {
            for path in [Self.symbol, Self.block] {
                let answer = try await draw(path) {
                    $0.status = "\"\(status)\""
                    $0.attributes = attributes
                    $0.set("matricule", nil)
                }
                #expect(answer.status == 422)
                expectProblem(answer.json, "datamatrix.notQualified")
                #expect(answer.json?["rule"]?.text?.contains(rule) == true)
            }
        }

        @Test(
            arguments: [
                ("matricule", #""1810163220752""#, "datamatrix.matricule"),
                ("matricule", #""181""#, "datamatrix.matricule"),
                ("key", #""41""#, "datamatrix.matricule"), ("oid", #""1.2.250.1.213.1.4.2""#, "datamatrix.oid"),
                ("birthName", #""Adrdeux""#, "datamatrix.name"), ("birthName", #""ADRDEUX ""#, "datamatrix.name"),
                ("givenNames", #""LAURÉNT""#, "datamatrix.name"), ("givenNames", "[]", "datamatrix.name"),
                ("sex", #""I""#, "datamatrix.trait"), ("birthDate", #""01/01/1981""#, "datamatrix.trait"),
                ("birthPlace", #""CLERMONT""#, "datamatrix.trait"), ("usedName", #""A\nB""#, "datamatrix.usualName"),
                ("firstGivenName", #""Paul""#, "datamatrix.firstGivenName"),
                ("givenNames", #""LAURENT PAUL""#, "datamatrix.firstGivenName"),
                ("givenNames", #"["LAURENT", ""]"#, "datamatrix.name"),
                ("givenNames", #"["LAURENT ", "PAUL"]"#, "datamatrix.name"), ("kind", #""NIA""#, "datamatrix.oid"),
                ("test", #""oui""#, "request.malformed"), ("matricule", nil, "request.malformed"),
                ("key", nil, "request.malformed"), ("givenNames", "3", "request.malformed"),
                ("givenNames", "[3]", "request.malformed"), ("birthPlace", "null", "request.malformed"),
                ("surname", #""A""#, "request.malformed"),
            ] as [(String, String?, String)])
        func aFaultIsToldWithoutTheValue(_ member: String, _ value: String?, _ code: String) async throws {
            let answer = try await draw(Self.block) { $0.set(member, value) }
            expectProblem(answer.json, code)
            #expect(answer.status == (code == "request.malformed" ? 400 : 422))
            let number = answer.header("X-Request-Id") ?? ""
            let text = String(decoding: answer.body, as: UTF8.self).replacingOccurrences(of: number, with: "")
            for part in ["ADRDEUX", "Adrdeux", "LAUR", "18101", "1981", "63220", "CLERMONT", "Paul", "1.2.250"] {
                #expect(!text.contains(part), "\(part)")
            }
        }

        @Test func aBodyThatSaysNoStatusOrAnUnknownOneIsMalformed() async throws {
            for status in [nil, "null", #""sure""#, "1"] as [String?] {
                let answer = try await draw(Self.symbol) { $0.status = status }
                #expect(answer.status == 400)
                expectProblem(answer.json, "request.malformed")
            }
            for body in ["", "[]", #"{"status":"qualifiee"}"#, #"{"status":"qualifiee","identity":[]}"#] {
                let answer = try await desk.drawer().request("POST", Self.symbol, body: body)
                expectProblem(answer.json, "request.malformed")
            }
            expectProblem(try await draw(Self.symbol) { $0.set("usedName", #""A""#) }.json, "request.malformed")
        }

        @Test func theRightToDrawIsARightOfItsOwn() async throws {
            let other = try await desk.add(["status", "patient", "matricule", "ins", "ins:vitale", "ins:traits"])
            for path in [Self.symbol, Self.block] {
                let refused = try await other.request("POST", path, body: DrawnIdentity().body)
                #expect(refused.status == 403)
                expectProblem(refused.json, "request.scope")
                #expect(try await other.request("GET", path).status == 405)
            }
        }

        @Test func drawingTakesNothingFromTheRateOfSearches() async throws {
            let caller = try await desk.add(["ins:datamatrix"], name: "imprimante")
            for _ in 1...40 {
                #expect(try await caller.request("POST", Self.symbol, body: DrawnIdentity().body).status == 200)
            }
        }

        @Test func theLogSaysWhoAssertedWhichStatusAndNothingOfThePerson() async throws {
            let caller = try await desk.add(["ins:datamatrix"], name: "dossier")
            var identity = DrawnIdentity()
            identity.set("birthName", #""ZWQXCANARI""#)
            identity.set("matricule", #""1371199876543""#)
            identity.set("key", #""51""#)
            for status in ["qualifiee", "validee"] {
                identity.status = "\"\(status)\""
                _ = try await caller.request("POST", Self.symbol, body: identity.body)
            }
            let log = try String(contentsOfFile: desk.sandbox.agentLog, encoding: .utf8)
            let lines = log.split(separator: "\n").filter {
                $0.contains("identity status asserted") && $0.contains("client:dossier")
            }
            #expect(lines.count == 2)
            for (line, status) in zip(lines, ["qualifiee", "validee"]) {
                for part in ["status=\(status)", "resource=datamatrix", "requestId="] { #expect(line.contains(part)) }
            }
            for part in ["ZWQXCANARI", "1371199876543", "137119987654351"] { #expect(!log.contains(part)) }
        }
    }

    /// The same in production: nothing is marked, and no number of tests is printed.
    @Suite(.sandbox(settings: [.init("agent", "Environment", "production")])) struct ProductionDataMatrixTests {
        @Test func nothingIsMarkedAndNumbersOfTestsAreRefused() async throws {
            let desk = try #require(Desk.current)
            let drawer = try await desk.drawer()
            for path in ["/v1/ins/datamatrix", "/v1/ins/identity-block"] {
                expectProblem(
                    try await drawer.request("POST", path, body: DrawnIdentity().body).json, "datamatrix.testNumber")
                var real = DrawnIdentity()
                real.set("test", "false")
                let answer = try await drawer.request("POST", path, body: real.body)
                #expect(answer.status == 200)
                #expect(!String(decoding: answer.body, as: UTF8.self).contains("TEST"))
                var test = DrawnIdentity()
                test.set("oid", #""1.2.250.1.213.1.4.10""#)
                expectProblem(try await drawer.request("POST", path, body: test.body).json, "datamatrix.testNumber")
            }
            var real = DrawnIdentity()
            real.set("test", nil)
            let lines = try await drawer.request(
                "POST", "/v1/ins/identity-block", headers: [("Accept", "application/json")], body: real.body)
            #expect(lines.json?["test"] == .boolean(false))
        }
    }
}
