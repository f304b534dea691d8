import Foundation
import Testing

extension Loop {
    /// The sandbox as a person starts it, with keys that come through a pipe.
    @Suite struct DeskModeTests {
        @Test func theKeyQEndsItWhileTheInputStaysOpen() async throws {
            let program = try Program("insi-sandbox", [])
            program.write("x\np\nq\n")
            let output = try await program.end()
            #expect(output.status == 0)
            let told = (output.lines + output.errorLines).joined(separator: "\n")
            #expect(told.contains("Touches : p, c, v, q."), "an unknown key is told")
            #expect(told.contains("professionnel : locked"), "the card is in")
            #expect(OnceTests.folders(of: program.pid) == [])
        }

        @Test func theEndOfInputEndsIt() async throws {
            let output = try await Program.run("insi-sandbox", [], input: "p")
            #expect(output.status == 0)
            let told = (output.lines + output.errorLines).joined(separator: "\n")
            #expect(told.contains("professionnel : locked"), "a last line without a line feed counts")
        }

        @Test func inTheBackgroundItRunsUntilASignal() async throws {
            let program = try Program("/bin/sh", ["-c", "exec \(Products.folder)/insi-sandbox </dev/null 2>&1"])
            var told: [String] = []
            while told.last?.hasSuffix("tout arrêter") != true { told.append(try await program.line()) }
            let client = AgentClient(
                port: try #require(Self.word(after: "programmes : http://127.0.0.1:", in: told).flatMap { Int($0) }),
                token: Self.word(after: "Jeton : ", in: told))
            let tag = try await client.state()["tag"]?.text ?? ""
            #expect(try await client.request("GET", "/v1/state?after=\(tag)&wait=1").status == 200, "a second later")
            program.send(signal: SIGTERM)
            #expect(try await program.end().status == 0)
        }

        private static func word(after text: String, in lines: [String]) -> String? {
            lines.first { $0.contains(text) }?.components(separatedBy: text).last
        }
    }
}
