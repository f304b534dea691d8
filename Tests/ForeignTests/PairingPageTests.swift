import Foundation
import Testing
import ToolKit

/// A page of another origin is let in at the agent's own page, both in a real browser with its own rules of origins.
@Suite(
    "Pairing in Chromium", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct PairingPageTests {
    /// What the two pages showed and got at one step of the scenario.
    private struct Step: Decodable {
        let name: String
        let asked: String
        let text: String
        let isAsking: Bool
        let clients: String
        let errors: [String]
    }

    /// Each step acts and then tells. `asked` is what the asking page got: a status with a code, or how its fetch failed.
    private static let scenario = #"""
        import http.server, json, subprocess, sys, threading
        from playwright.sync_api import sync_playwright

        process = subprocess.Popen([sys.argv[1], "--script"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        access = json.loads(process.stdout.readline())
        errors = []

        class Quiet(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!DOCTYPE html><title>Admission</title>")

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = "http://localhost:%d" % server.server_port

        def ask(path, body=None, token=None):
            return asking.evaluate("""async ([url, body, token]) => {
                const headers = { ...(body ? { "Content-Type": "application/json" } : {}),
                    ...(token ? { Authorization: `Bearer ${token}` } : {}) };
                try {
                    const answer = await fetch(url, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
                    const document = await answer.json();
                    return { text: `${answer.status} ${document.code || ""}`.trim(), document };
                } catch (error) { return { text: error.name, document: {} }; }
            }""", [access["url"] + path, body, token])

        def tell(name, asked):
            print(json.dumps({
                "name": name, "asked": asked["text"], "text": page.inner_text("#clients-section"),
                "isAsking": page.is_visible("#pairing-asking"), "clients": page.inner_text("#clients").replace(origin, "ORIGIN"),
                "errors": errors}).replace(origin, "ORIGIN"), flush=True)

        def demand():
            page.click("#pairing-form button")
            page.wait_for_selector("#pairing-refuse:not([hidden])")
            answer = ask("/v1/pairing", {"name": "Admission", "scopes": ["status", "ins:vitale"]})
            page.wait_for_selector("#pairing-asking:not([hidden])")
            return answer

        try:
            with sync_playwright() as play:
                browser = play.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
                asking = browser.new_page()
                asking.goto(origin + "/")
                page = browser.new_page()
                page.on("pageerror", lambda error: errors.append(str(error)))
                page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
                page.goto(access["openURL"])
                page.wait_for_selector("#clients li")
                tell("before", ask("/v1/pairing", {"name": "Admission"}))
                answer = demand()
                tell("asks", answer)
                code = page.inner_text("#pairing-code")
                answer = ask("/v1/pairing", {"pairingId": answer["document"]["pairingId"], "code": code})
                token = answer["document"].get("token")
                page.wait_for_selector("#clients li:has-text('" + origin + "')")
                tell("paired", answer)
                tell("used", ask("/v1/state", None, token))
                page.click("#clients li:has-text('" + origin + "') button")
                page.wait_for_selector("#clients li:has-text('" + origin + "')", state="detached")
                tell("revoked", ask("/v1/state", None, token))
                answer = demand()
                code = page.inner_text("#pairing-code")
                page.click("#pairing-refuse")
                page.wait_for_selector("#pairing-asking", state="hidden")
                tell("refused", ask("/v1/pairing", {"pairingId": answer["document"]["pairingId"], "code": code}))
                browser.close()
        finally:
            process.stdin.write("quit\n")
            process.stdin.flush()
            process.wait(30)
        """#

    @Test("a page is shown, let in, used, revoked and refused at the agent's own page")
    func pairing() async throws {
        let folder = try ScratchFolder()
        let script = try folder.write(Self.scenario.utf8, to: "scenario.py")
        let outcome = try await Tool.run(
            ForeignTools.judges + "/python", [script, ForeignTools.products + "/insi-sandbox"], seconds: 60)
        var steps: [String: Step] = [:]
        for line in outcome.output.split(separator: "\n").filter({ $0.hasPrefix("{") }) {
            let step = try JSONDecoder().decode(Step.self, from: Data(line.utf8))
            steps[step.name] = step
        }
        func step(_ name: String) throws -> Step { try #require(steps[name], "\(outcome.output)") }

        let before = try step("before")
        #expect(before.asked == "TypeError", "the browser keeps the refusal from the page")
        #expect(!before.isAsking && before.clients.contains("sandbox"))
        let asks = try step("asks")
        #expect(asks.asked == "202" && asks.isAsking)
        #expect(asks.text.contains("ORIGIN") && asks.text.contains("rechercher l'identité du patient"))
        let paired = try step("paired")
        #expect(paired.asked == "201" && !paired.isAsking)
        #expect(paired.text.contains("La page est autorisée.") && paired.clients.contains("ORIGIN"))
        #expect(try step("used").asked == "200")
        let revoked = try step("revoked")
        #expect(revoked.asked == "TypeError" && !revoked.clients.contains("ORIGIN"))
        let refused = try step("refused")
        #expect(refused.asked == "TypeError" && !refused.isAsking && refused.errors == [])
    }
}
