import Foundation
import Testing
import ToolKit

/// The policies for administrators, in a browser that believes its page to be on the Internet.
@Suite("Browser policies", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct BrowserPolicyTests {
    private static let policies = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "systemd/browser-policies")

    private static let scenario = #"""
        import http.server, json, os, sys
        from playwright.sync_api import sync_playwright
        import double

        class Site(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words): pass

            def do_GET(self):
                self.send_response(200)
                is_library = self.path == "/insi-agent.js"
                self.send_header("Content-Type", "text/javascript" if is_library else "text/html")
                self.end_headers()
                with open(sys.argv[2], "rb") as file:
                    self.wfile.write(file.read() if is_library else b"<!doctype html><script src=insi-agent.js></script>")

        site, agent = double.serve(Site), double.serve(double.Double)
        origin = "http://a-remplacer.example:%d" % site
        with open(sys.argv[1]) as file:
            policy = file.read().replace("https://a-remplacer.example", origin)
        managed = "/etc/chromium/policies/managed"
        os.makedirs(managed)
        for name, text in [("without", None), ("with", policy)]:
            if text:
                with open(managed + "/insi-agent.json", "w") as file:
                    file.write(text)
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=[
                    "--no-sandbox", "--disable-dev-shm-usage",
                    "--host-resolver-rules=MAP a-remplacer.example 127.0.0.1",
                    "--ip-address-space-overrides=127.0.0.1:%d=public" % site,
                    "--unsafely-treat-insecure-origin-as-secure=" + origin])
                page = browser.new_page()
                page.goto(origin)
                page.evaluate("window.agent = new InsiAgent({ url: 'http://127.0.0.1:%d/refused', token: 't' })" % agent)
                print(json.dumps({"name": name, "before": page.evaluate("agent.explain()"), "outcome": page.evaluate(
                    "agent.state().then((state) => state.tag, (error) => error.code)"),
                    "reached": len(double.seen)}), flush=True)
                browser.close()
        """#

    private struct Step: Decodable {
        let name: String
        let before: String
        let outcome: String
        let reached: Int
    }

    @Test("a page on the Internet reaches the agent with the policy and not without")
    func chromium() async throws {
        let folder = try ScratchFolder()
        _ = try folder.write(LibraryScenario.double.utf8, to: "double.py")
        let scenario = try folder.write(Self.scenario.utf8, to: "scenario.py")
        // The folder of policies is this process's own.
        let outcome = try await Tool.run(
            "unshare",
            [
                "-m", "sh", "-c", #"mount -t tmpfs tmpfs /etc/chromium && exec "$@""#, "sh",
                ForeignTools.judges + "/python", scenario, Self.policies.appending(path: "chromium.json").path,
                LibraryTests.source,
            ], seconds: 60)
        #expect(outcome.status == 0, "\(outcome.output)")
        let steps = try outcome.output.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
            try JSONDecoder().decode(Step.self, from: Data($0.utf8))
        }
        let (without, with) = (steps.first { $0.name == "without" }, steps.first { $0.name == "with" })
        #expect(without?.outcome == "client.unreachable" && without?.reached == 0, "\(outcome.output)")
        #expect(without?.before.hasPrefix("Le navigateur ") == true, "\(outcome.output)")
        #expect(with?.outcome == "a.2.1" && with?.reached == 1, "\(outcome.output)")
        #expect(with?.before == "Le navigateur permet à cette page de joindre l'agent du poste.", "\(outcome.output)")
    }
}
