import Foundation
import SandboxKit
import Testing

extension Loop {
    /// Another user of the same machine, with tokens that are good for somebody else.
    @Suite(.sandbox, .enabled(if: geteuid() == 0, "only root can become another user")) struct OtherUserTests {
        let desk: Desk
        private static let nobody = "65534"

        init() throws { desk = try #require(Desk.current) }

        private struct Answer: Equatable {
            let status: String
            let code: String?
        }

        /// What curl gets as this user.
        private func curl(as user: String, _ arguments: [String]) async throws -> Answer {
            let identity = ["--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
            let common = ["curl", "--silent", "--max-time", "10", "--write-out", "\n%{http_code}"]
            let output = try await Program.run("/usr/bin/setpriv", identity + common + arguments)
            let body = output.lines.dropLast().joined()
            return Answer(status: output.lines.last ?? "", code: try? JSON(Array(body.utf8))["code"]?.text)
        }

        @Test func nobodyElsesTokenOrSocketIsTheirs() async throws {
            try await desk.clear()
            let own = try await OwnAgent(desk)
            try await desk.sandbox.insertPatient(Fixtures.family)
            let state = try await own.client.follow { $0.patient.status == "ready" }
            let add = ["client", "add", "--name", "nobody", "--user", Self.nobody, "--scope", "status"]
            let theirs = try await Program.run("insi-agent", add + ["--socket", own.socket]).lines.first
            let metrics = try await work(of: own)
            let socket = ["--unix-socket", own.socket]

            let card = ["--header", "If-Match: \"\(state.patient.cardSession ?? "")\""]
            let search = ["--json", #"{"beneficiary": 0}"#] + card
            let requests = [
                ("/v1/state", []), ("/v1/state?format=flat", []), ("/v1/events", []), ("/metrics", []),
                ("/v1/clients", []), ("/v1/ins/vitale", search), ("/v1/clients", ["--json", "{}"]),
                ("/v1/session-codes", ["--json", "{}"]), ("/v1/pairing-window", ["--json", "{}"]),
                ("/v1/readers/loan", ["--json", #"{"usbPath": "1-1"}"#]),
            ]
            for (path, options) in requests {
                let tcp = ["http://127.0.0.1:\(own.client.port)\(path)"] + options
                let unix = socket + ["http://localhost\(path)"] + options
                let borrowed = ["--header", "Authorization: Bearer \(own.client.token ?? "")"]
                let none = Answer(status: "401", code: "request.unauthenticated")
                let wrong = Answer(status: "403", code: "request.wrongCaller")
                #expect(try await curl(as: Self.nobody, unix) == none, "\(path) on the socket")
                #expect(try await curl(as: Self.nobody, unix + borrowed) == wrong, "\(path) on the socket")
                #expect(try await curl(as: Self.nobody, tcp) == none, "\(path)")
                #expect(try await curl(as: Self.nobody, tcp + borrowed) == wrong, "\(path)")
            }
            #expect(try await work(of: own) == metrics)

            let look = [
                "http://127.0.0.1:\(own.client.port)/v1/state", "--header", "Authorization: Bearer \(theirs ?? "")",
            ]
            #expect(try await curl(as: Self.nobody, look).status == "200", "their own token is theirs")
            #expect(try await curl(as: "0", look).code == "request.wrongCaller", "and nobody else's")
            #expect(try await curl(as: "0", socket + ["http://localhost/v1/state"]).status == "200")
        }

        /// The lines that count what the agent did outside of itself.
        private func work(of agent: OwnAgent) async throws -> [Substring] {
            let text = String(decoding: try await agent.client.request("GET", "/metrics").body, as: UTF8.self)
            let lines = text.split(separator: "\n").filter {
                $0.hasPrefix("insi_calls_total ") || $0.hasPrefix("card_commands_total ")
            }
            #expect(lines.count == 2)
            return lines
        }
    }
}
