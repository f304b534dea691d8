import Foundation
import Testing
import ToolKit

@testable import SandboxKit

extension Loop {
    /// The log of the real agent: on standard error, in the journal, in memory.
    @Suite(.sandbox(authentication: .softwareCertificate)) struct LogTests {
        let desk: Desk
        private static let laurent =
            #"{"birthName":"ADRDEUX","givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01"}"#

        init() throws { desk = try #require(Desk.current) }

        private func ring(_ query: String = "?limit=2000") async throws -> [JSON] {
            let answer = try await desk.add(["audit"]).request("GET", "/v1/log" + query)
            return try #require(answer.json?["lines"]?.items)
        }

        /// The sandbox's configuration with the socket and the state directory of whoever starts.
        private func configuration(_ own: String, level: String) -> String {
            let kept = own.split(separator: "\n").filter { $0.hasPrefix("Socket=") || $0.hasPrefix("StateDirectory=") }
            let sandbox = (try? String(contentsOfFile: desk.folder + "/agent.conf", encoding: .utf8)) ?? ""
            return sandbox.split(separator: "\n").map { line in
                if line == "[agent]" { return "[agent]\nLogLevel=\(level)" }
                return kept.first { $0.prefix { $0 != "=" } == line.prefix { $0 != "=" } }.map(String.init)
                    ?? String(line)
            }.joined(separator: "\n") + "\n"
        }

        private static func field(_ name: String, of line: JSON) -> [String] {
            (line["fields"]?.items ?? []).filter { $0["name"]?.text == name }.compactMap { $0["value"]?.text }
        }

        @Test func oneNumberLeadsFromTheAnswerToEveryLineOfItsRequest() async throws {
            try await desk.clear()
            let answer = try await desk.searchTraits(Self.laurent)
            let id = try #require(answer.header("X-Request-Id"))
            #expect(answer.json?["requestId"]?.text == id)
            let lines = try await ring().filter { Self.field("requestId", of: $0) == [id] }
            #expect(
                lines.map { $0["event"]?.text } == ["search.begun", "call.made", "search.ended", "request.answered"])
            let call = try #require(lines.dropFirst().first)
            #expect(Self.field("operation", of: call) == ["WS_INS2"] && Self.field("outcome", of: call) == ["CR 00"])
            #expect(Self.field("milliseconds", of: call).compactMap { Int($0) }.count == 1)
            let text = try String(contentsOfFile: desk.sandbox.agentLog, encoding: .utf8)
            // What is for support is in memory only.
            #expect(text.contains("call.made: call made ") && !text.contains("search.begun"))
            let entries = try await desk.add(["audit"]).request("GET", "/v1/audit?limit=2").json?["entries"]?.items
            #expect(entries?.map { $0["requestId"]?.text } == [id, id])
        }

        @Test func aRefusalIsFoundByItsNumber() async throws {
            let stranger = AgentClient(port: desk.client.port, token: nil)
            for path in ["/v1/state", "/v1/nothing"] {
                let answer = try await stranger.request("GET", path)
                let id = try #require(answer.json?["requestId"]?.text)
                #expect(answer.header("X-Request-Id") == id)
                let line = try #require(try await ring().first { Self.field("requestId", of: $0).contains(id) })
                #expect(Self.field("code", of: line) == [answer.json?["code"]?.text ?? ""])
            }
            let malformed = try await RawHTTP.exchange(Array("GET / HTTP/1.1\r\n\r\n".utf8), port: desk.client.port)
            let id = try #require(malformed.json?["requestId"]?.text)
            #expect(try await ring().contains { Self.field("requestId", of: $0) == [id] })
        }

        @Test func theLinesOfAWorkListBearItsNumberToo() async throws {
            try await desk.clear()
            let owner = try await desk.add(["ins:list", "ins", "matricule"])
            let made = try await owner.request("POST", "/v1/ins/worklists", body: #"{"lines": [\#(Self.laurent)]}"#)
            let id = try #require(made.header("X-Request-Id"))
            try await Waiting.until("the line is called", within: 20) {
                desk.logged("requestId=\(id)") > 0
            }
            let call = try #require(
                try await ring().first {
                    $0["event"]?.text == "call.made" && Self.field("requestId", of: $0).contains(id)
                })
            #expect(Self.field("requestId", of: call).count == 2 && Self.field("purpose", of: call) == ["workList"])
        }

        @Test func theRingIsForAdministratorsInTwoForms() async throws {
            expectProblem(try await desk.add(["status"]).request("GET", "/v1/log").json, "request.scope")
            let auditor = try await desk.add(["audit"])
            for query in ["level=trace", "level=", "limit=0", "limit=2001", "limit=x", "level=info&level=info"] {
                expectProblem(try await auditor.request("GET", "/v1/log?" + query).json, "request.malformed")
            }
            let text = try await desk.verb(["log", "--level", "notice", "--limit", "1000"])
            #expect(text.status == 0 && text.lines.contains { $0.contains(" notice agent.listening: listening ") })
            #expect(text.lines.allSatisfy { !$0.contains(" info ") && !$0.contains(" debug ") })
            #expect(try await ring("?level=notice&limit=1").count == 1)
            #expect(try await desk.verb(["log", "--level", "é"]).status == 1)
        }

        @Test func theLevelIsTheAdministrators() async throws {
            for (level, hasListening) in [("debug", true), ("error", false)] {
                let agent = try await OwnAgent(desk) { configuration($0, level: level) }
                _ = try await agent.client.searchTraits(Self.laurent)
                #expect(agent.log.contains("agent.listening") == hasListening)
                #expect(agent.log.contains("search.begun") == (level == "debug"))
                agent.process.stop()
                #expect(agent.log.contains("agent.stopped") == hasListening)
            }
        }

        @Test(.enabled(if: getuid() == 0, "puts a socket in the place of the journal's"))
        func whereStandardErrorIsTheJournalEveryLineGoesThereWithItsFields() async throws {
            let folder = try ScratchFolder()
            let journal = try JournalRecord(at: folder.path + "/socket")
            let script = #"""
                mount -t tmpfs tmpfs /run && mkdir /run/systemd && ln -s "$0" /run/systemd/journal &&
                export JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) && exec "$@"
                """#
            let agent = try await OwnAgent(desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", script, folder.path]) {
                configuration($0, level: "info")
            }
            let id = try #require(try await agent.client.searchTraits(Self.laurent).header("X-Request-Id"))
            try await Waiting.until("the request is in the journal", within: 10) {
                journal.all.contains { $0.contains("INSI_EVENT=search.ended\n") && $0.contains(id) }
            }
            let entries = journal.all.map { Set($0.split(separator: "\n").map(String.init)) }
            let started = try #require(entries.first { $0.contains("INSI_EVENT=agent.listening") })
            #expect(started.isSuperset(of: ["SYSLOG_IDENTIFIER=insi-agent", "PRIORITY=5", "MESSAGE=listening"]))
            #expect(started.contains("INSI_PORT=\(agent.client.port)"))
            let call = try #require(entries.first { $0.contains("INSI_EVENT=call.made") })
            #expect(call.isSuperset(of: ["INSI_REQUEST_ID=\(id)", "INSI_OPERATION=WS_INS2", "INSI_OUTCOME=CR 00"]))
            let text = journal.all.joined()
            for secret in ["ADRDEUX", "LAURENT", "1810163220751", "1981-01-01"] { #expect(!text.contains(secret)) }
            #expect(agent.log.isEmpty)
        }
    }
}
