import Foundation
import Testing
import ToolKit

/// The client library in a real browser, from pages of other origins, and before a checker of types that nobody here wrote.
@Suite("The client library", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct LibraryTests {
    static let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/AgentHTTP/Page/insi-agent.js").path

    @Test("agrees with the types that its comments state")
    func types() async throws {
        let verdict = try await Tool.run(
            "tsc",
            [
                "--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--lib", "es2022,dom",
                Self.source,
            ],
            seconds: 60)
        #expect(verdict.status == 0, "\(verdict.output)")
    }

    @Test("follows, asks and explains from a registered origin, gets over what proxies do, and gives strangers nothing")
    func browser() async throws {
        let folder = try ScratchFolder()
        _ = try folder.write(LibraryScenario.double.utf8, to: "double.py")
        let scenario = try folder.write(LibraryScenario.scenario.utf8, to: "scenario.py")
        let outcome = try await ContractJudge.run(folder, [ForeignTools.judges + "/python", scenario])
        var told: [String: String] = [:]
        for line in outcome.output.split(separator: "\n") where line.hasPrefix("{") {
            let step = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let value = try JSONSerialization.data(
                withJSONObject: step["value"] ?? "", options: [.fragmentsAllowed, .withoutEscapingSlashes])
            told[try #require(step["name"] as? String)] = String(decoding: value, as: UTF8.self)
        }
        #expect(outcome.status == 0, "\(outcome.output)")
        let wanted = [
            "module": #"["InsiAgent","InsiAgentError"]"#, "followed": #""1810163220751""#, "vitale": #""ADRDEUX""#,
            "traits": #""found""#, "compare": #""incomplete""#, "advice": #""provisoire""#,
            "matrix": #"["image/pngtrue","image/svg+xmltrue"]"#, "block": "true",
            "page": #""text/html; charset=utf-8""#,
            "pin": #""asked""#, "refused": #"[true,"request.cardSession",412,"afterUserAction",true]"#,
            "explained": #""Ce n'est plus la même carte. Reprenez avec la carte présente.""#, "stopped": #""stopped""#,
            "permission": #""granted""#,
            "wrong token": #""401 request.unauthenticated""#, "pieces": #"[[1,2,3,4],[null,"a.2.1"]]"#,
            "refused stream": "[[2,3,4],1,0]", "cut stream": "[[2,3,4],2,0]", "silent stream": "[[2,3,4],1,0]",
            "stranger": #""401 request.unauthenticated""#, "away": #"["client.unreachable",true]"#,
            "pair": #"["p1","pairing.refused","paired","paired"]"#, "opened": "true",
            "gone elsewhere": #"["client.unreachable"]"#,
        ]
        for (name, value) in wanted { #expect(told[name] == value, "\(name)") }
        let stranger = try #require(told["unknown origin"])
        #expect(
            stranger.hasPrefix(#"[0,"client.unreachable","L'agent du poste ne répond pas à cette page"#), "\(stranger)")
    }
}
