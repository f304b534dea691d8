import CardSimulator
import Foundation
import SandboxKit
import Testing
import ToolKit

extension Loop {
    /// What the README tells integrators to type, as a shell takes it.
    @Suite(.sandbox) struct ReadmeTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// What a block calls, and what its output shows when it does what it should.
        static let calls: [(path: String, shows: String?)] = [
            ("/v1/events", "event: state\nid: "), ("/v1/state?format=flat", "ins.identity.matricule=1810163220751\n"),
            ("/v1/ins/vitale", #""matricule":"1810163220751""#), ("/v1/ins/traits", #""requestId""#),
            ("/v1/ins/comparison", #""outcome":"different""#), ("/v1/ins/datamatrix", nil),
            ("/v1/indicators", "day,"), ("/v1/audit", #""outcome":"CR 00""#),
            ("/v1/log", " info call.made: "), ("/v1/doctor", #""cause":null"#),
        ]

        /// The blocks of shell commands that call the agent.
        private static func blocks() throws -> [String] {
            let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "README.md")
            return try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "```sh\n").dropFirst()
                .compactMap { $0.components(separatedBy: "```").first }
                .filter { $0.contains("Authorization: Bearer") }
        }

        @Test func everyCallWorksAsItIsWritten() async throws {
            try await desk.clear()
            try await desk.makeReady()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "found" }
            let folder = try ScratchFolder()
            // An endless answer ends.
            _ = try folder.write("max-time = 10\n".utf8, to: ".curlrc")
            let blocks = try Self.blocks()
            for (call, needle) in Self.calls {
                let block = try #require(blocks.first { $0.contains(call) }, "\(call)")
                let script = block.replacingOccurrences(of: "127.0.0.1:14674", with: "127.0.0.1:\(desk.client.port)")
                    .replacingOccurrences(of: "while :; do", with: "for turn in 1 2; do")
                let outcome = try await Tool.run(
                    "sh", ["-c", "cd \"$CURL_HOME\" && \(script)"],
                    environment: [
                        "CURL_HOME": folder.path, "TOKEN": try #require(desk.client.token),
                        "AUDIT_TOKEN": try #require(desk.client.token),
                        "METRICS_TOKEN": try #require(desk.client.token),
                        "CARD_SESSION": try #require(state.patient.cardSession),
                    ])
                #expect(needle.map(outcome.output.contains) ?? outcome.output.isEmpty, "\(call): \(outcome.output)")
                #expect(!outcome.output.contains(#""retry""#), "\(call): \(outcome.output)")
            }
            #expect(try folder.read("ins.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
            // No call of the README is left out, but the one of a search that failed.
            let untold = blocks.filter { block in !Self.calls.contains { block.contains($0.path) } }
            #expect(untold.count == 1 && untold.first?.contains("/v1/ins/worklists") == true, "\(untold)")
        }
    }
}
