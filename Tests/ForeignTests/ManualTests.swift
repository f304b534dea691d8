import Foundation
import Testing
import ToolKit

/// The manual page of the configuration, as man reads it.
@Suite("Manual", .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1")) struct ManualTests {
    @Test("man finds nothing to say about the page, and shows its keys and accents")
    func page() async throws {
        let page = try await Tool.run(ForeignTools.products + "/insi-agent", ["config", "example", "--man"])
        #expect(page.status == 0)
        let folder = try ScratchFolder()
        let file = try folder.write(page.output.utf8, to: "insi-agent.conf.5")
        let command = #"man --warnings -E UTF-8 -l "$0" 2>"$0.said" >"$0.txt""#
        #expect(try await Tool.run("sh", ["-c", command, file], environment: ["MANWIDTH": "100"]).status == 0)
        #expect(String(decoding: try folder.read("insi-agent.conf.5.said"), as: UTF8.self) == "")
        let text = String(decoding: try folder.read("insi-agent.conf.5.txt"), as: UTF8.self)
        for words in ["INSI-AGENT.CONF(5)", "TrustAnchors=", "bénéficiaire", "CLÉS", "Défaut : 14674.", "[billing]"] {
            #expect(text.contains(words), "\(words)")
        }
    }
}
