import Foundation
import INSiSimulator
import Testing

@testable import SandboxKit

extension Loop {
    /// What the real agent counts, over all its ways.
    @Suite(.sandbox) struct IndicatorsTests {
        let desk: Desk
        private static let canaries = [
            "ZZCANARI", "QUIRINETTE", "1987-06-13", "92012", "ADRDEUX", "LAURENT", "1810163220751", "1981-01-01",
            "loop",
            "QZXHOLDER", "899700000001",
        ]
        private static let person =
            #"{"birthName":"ZZCANARI","givenNames":["QUIRINETTE"],"sex":"F","birthDate":"1987-06-13","birthPlace":"92012"}"#

        init() throws { desk = try #require(Desk.current) }

        @Test func eachSearchIsCountedWithWhatBecameOfIt() async throws {
            try await desk.clear()
            let auditor = try await desk.add(["audit"], name: "loop-audit")
            #expect(try await auditor.indicators()["searches"]?["count"]?.number == 0)
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "found" }
            let session = state.patient.cardSession
            for _ in 0..<2 { _ = try await desk.client.search(session, headers: [("Idempotency-Key", "k")]) }
            #expect(try await desk.searchTraits(Self.person).json?.status == "notFound")
            desk.sandbox.service.set(.fault(.desir550), for: 1)
            expectProblem(try await desk.client.search(session).json, "insi.fault.desir_550")
            expectProblem(try await desk.searchTraits("{}").json, "request.malformed")

            let total = try await auditor.indicators()
            let searches = try #require(total["searches"])
            #expect(searches["count"]?.number == 4 && searches["answered"]?.number == 3)
            #expect(searches["outcomes"]?["found"]?.number == 2)
            #expect(searches["outcomes"]?["notFound"]?.number == 1)
            #expect(searches["problems"] == .object(["insi.fault.desir_550": .number(1)]))
            #expect(searches["milliseconds"]?["count"]?.number == 4)
            #expect(searches["rates"]?["found"] == .number(0.6667) && searches["rates"]?["failed"] == .number(0.25))
            let rows = total["rows"]?.items.map {
                [$0["operation"]?.text, $0["purpose"]?.text, "\($0["count"]?.number ?? 0)"].compactMap(\.self)
            }
            #expect(rows == [["WS_INS1", "desk", "2"], ["WS_INS1", "automatic", "1"], ["WS_INS2", "desk", "1"]])
            #expect(total["verifications"]?["rates"]?["found"] == nil)

            for status in ["qualifiee", "qualifiee", "recuperee"] {
                let body = #"{"status":"\#(status)"}"#
                #expect(try await desk.client.request("POST", "/v1/indicators/reports", body: body).status == 204)
            }
            let many = #"{"status":"provisoire","count":7}"#
            #expect(try await desk.client.request("POST", "/v1/indicators/reports", body: many).status == 204)
            let reported = try await auditor.indicators()["reported"]
            #expect(reported?["count"]?.number == 10 && reported?["rates"]?["retrieved"] == .number(0.3))
            #expect(reported?["rates"]?["qualified"] == .number(0.2))
            try await expectNobodyIsNamed(auditor)
        }

        /// The file and both answers hold no patient, no professional and no client.
        private func expectNobodyIsNamed(_ auditor: AgentClient) async throws {
            let json = try await auditor.request("GET", "/v1/indicators")
            let csv = try await auditor.request("GET", "/v1/indicators", headers: [("Accept", "text/csv")])
            #expect(csv.header("content-type") == "text/csv; charset=utf-8")
            #expect(csv.header("cache-control") == "no-store")
            let lines = String(decoding: csv.body, as: UTF8.self).components(separatedBy: "\r\n")
            #expect(lines.first == "day,operation,purpose,measure,code,value" && lines.last == "")
            #expect(lines.contains { $0.hasSuffix(",WS_INS1,desk,problem,insi.fault.desir_550,1") })
            #expect(
                lines.dropFirst().dropLast().allSatisfy {
                    $0.split(separator: ",", omittingEmptySubsequences: false).count == 6
                })
            let path = desk.folder + "/state/indicators.json"
            try await Waiting.until("the counts are stored", within: 5) {
                FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }?
                    .contains("qualifiee") == true
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let file = try Data(contentsOf: URL(filePath: path))
            for text in [Data(json.body), Data(csv.body), file].map({ String(decoding: $0, as: UTF8.self) }) {
                #expect(text.contains("desir_550"))
                for canary in Self.canaries { #expect(!text.contains(canary), "\(canary)") }
            }
        }
    }

    /// How what was counted is asked for and reported, and how it outlives the agent.
    @Suite(.sandbox) struct IndicatorRequestsTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        @Test func daysCanBeChosenAndEachMistakeIsNamed() async throws {
            let auditor = try await desk.add(["audit"])
            let body = #"{"status":"validee"}"#
            #expect(try await desk.client.request("POST", "/v1/indicators/reports", body: body).status == 204)
            let all = try await auditor.request("GET", "/v1/indicators")
            let today = try #require(all.json?["days"]?.items.last?["day"]?.text)
            for query in ["?from=\(today)", "?to=\(today)", "?from=\(today)&to=\(today)"] {
                #expect(try await auditor.request("GET", "/v1/indicators" + query).json?["days"]?.items.count == 1)
            }
            let past = try await auditor.request("GET", "/v1/indicators?from=2001-01-01&to=2001-12-31")
            #expect(past.json?["days"]?.items.isEmpty == true && past.json?["from"]?.text == "2001-01-01")
            #expect(past.json?["total"]?["reported"]?["count"]?.number == 0)
            for (query, name) in [
                ("?from=2026-02-30", "from"), ("?to=hier", "to"), ("?from=", "from"), ("?from=2026-1-1", "from"),
                ("?to=2026-01-01&to=2026-01-02", "to"), ("?from=2026-01-02&to=2026-01-01", "from"),
            ] {
                let refused = try await auditor.request("GET", "/v1/indicators" + query)
                #expect(refused.status == 400)
                expectProblem(refused.json, "request.malformed")
                #expect(refused.json?["detail"]?.text?.hasPrefix(name + " :") == true, "\(query)")
            }
        }

        @Test func theTypeIsTheCallersChoiceAmongTwo() async throws {
            let auditor = try await desk.add(["audit"])
            for (accept, type) in [
                ("*/*", "application/json"), ("text/csv;q=0.5, */*;q=0.1", "text/csv; charset=utf-8"),
                ("application/*", "application/json"),
            ] {
                let answer = try await auditor.request("GET", "/v1/indicators", headers: [("Accept", accept)])
                #expect(answer.header("content-type") == type, "\(accept)")
            }
            let refused = try await auditor.request("GET", "/v1/indicators", headers: [("Accept", "image/png")])
            #expect(refused.status == 406)
            expectProblem(refused.json, "request.notAcceptable")
        }

        @Test func reportsAreCheckedAndEachWayNeedsItsRight() async throws {
            let auditor = try await desk.add(["audit"])
            for body in [
                "", "{}", "[]", #"{"status":"sure"}"#, #"{"status":1}"#, #"{"status":"validee","count":0}"#,
                #"{"status":"validee","count":1001}"#, #"{"status":"validee","count":1.5}"#,
                #"{"status":"validee","name":"DUPONT"}"#,
            ] {
                let refused = try await desk.client.request("POST", "/v1/indicators/reports", body: body)
                #expect(refused.status == 400, "\(body)")
                expectProblem(refused.json, "request.malformed")
            }
            let body = #"{"status":"validee"}"#
            expectProblem(
                try await auditor.request("POST", "/v1/indicators/reports", body: body).json, "request.scope")
            for scope in ["ins:vitale", "ins:traits", "ins:datamatrix"] {
                let caller = try await desk.add([scope])
                #expect(try await caller.request("POST", "/v1/indicators/reports", body: body).status == 204)
                expectProblem(try await caller.request("GET", "/v1/indicators").json, "request.scope")
            }
            expectProblem(try await auditor.request("GET", "/v1/indicators/reports").json, "request.method")
        }

        @Test func theCommandLineShowsThem() async throws {
            let json = try await desk.verb(["indicators", "--from", "2026-01-01"])
            #expect(json.status == 0)
            #expect(try JSON(Array(json.lines.joined(separator: "\n").utf8))["from"]?.text == "2026-01-01")
            let csv = try await desk.verb(["indicators", "--csv", "--from", "2001-01-01", "--to", "2001-12-31"])
            #expect(csv.status == 0 && csv.lines == ["day,operation,purpose,measure,code,value"])
            #expect(try await desk.verb(["indicators", "--from", "hier"]).status == 64)
            let refused = try await desk.verb(["indicators", "--from", "2026-02-01", "--to", "2026-01-01"])
            #expect(refused.status == 1 && refused.errorLines.first?.contains("[request.malformed]") == true)
        }

        @Test func aRestartKeepsTheCountsAndAFileThatIsDamagedIsPutAside() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            func agent() async throws -> OwnAgent {
                try await OwnAgent(desk) {
                    $0.split(separator: "\n").map {
                        $0.hasPrefix("StateDirectory=") ? "StateDirectory=\(folder)" : String($0)
                    }.joined(separator: "\n")
                }
            }
            let body = #"{"status":"qualifiee","count":2}"#
            for round in 1...2 {
                let agent = try await agent()
                #expect(try await agent.client.request("POST", "/v1/indicators/reports", body: body).status == 204)
                #expect(try await agent.client.indicators()["reported"]?["count"]?.number == 2 * round)
                agent.process.stop()
            }
            let file = folder + "/indicators.json"
            let kept = try Data(contentsOf: URL(filePath: file))
            try kept.prefix(kept.count / 2).write(to: URL(filePath: file))
            let last = try await agent()
            #expect(try await last.client.indicators()["reported"]?["count"]?.number == 0)
            let aside = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("unreadable") }
            #expect(aside.count == 1)
            #expect(
                try Data(contentsOf: URL(filePath: folder + "/" + (aside.first ?? ""))) == kept.prefix(kept.count / 2))
        }
    }
}

extension AgentClient {
    /// The total of all days.
    fileprivate func indicators() async throws -> JSON {
        let answer = try await request("GET", "/v1/indicators")
        #expect(answer.status == 200)
        return try #require(answer.json?["total"])
    }
}
