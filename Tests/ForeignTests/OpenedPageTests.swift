import Foundation
import Testing
import ToolKit

/// The way around a browser that keeps a page from the agent: the agent's own window, opened by that page (endpoint.md 6).
@Suite(
    "The agent's page, opened by another", .serialized,
    .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct OpenedPageTests {
    /// A page on two origins, of which one has two clients. Prints one line of JSON a step.
    private static let scenario = #"""
        import functools, http.server, json, os, signal, threading
        from playwright.sync_api import sync_playwright
        from desk import local, SCOPES

        desk = json.load(open("desk.json"))

        class Site(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words): pass

            def do_GET(self):
                self.send_response(200)
                is_library = self.path == "/insi-agent.js"
                self.send_header("Content-Type", "text/javascript" if is_library else "text/html")
                self.end_headers()
                with open(os.environ["LIBRARY"], "rb") as file:
                    self.wfile.write(file.read() if is_library else b"<!doctype html><script src=insi-agent.js></script>")

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        own = "http://127.0.0.1:%d" % server.server_port
        stranger = "http://localhost:%d" % server.server_port

        def client(origin):
            body = {"name": "opener", "origin": origin, "scopes": SCOPES}
            return local(desk["socket"], "POST", "/v1/clients", json.dumps(body))

        def tell(name, **values):
            print(json.dumps(dict(values, name=name)), flush=True)

        START = """([url, token]) => {
            window.told = [];
            document.documentElement.onclick = () => new InsiAgent({ url, token }).openAgentPage({
                onState: (state) => told.push((state.ins.identity || {}).matricule || "nobody"),
                onProblem: (error) => told.push(error.code) });
            }"""

        def opened(browser, origin, token, status):
            """Opens the agent's window from a page of this origin; returns both once the agent has answered so."""
            context = browser.new_context()
            page = context.new_page()
            page.goto(origin)
            page.evaluate(START, [desk["url"], token])
            with context.expect_event("response", lambda one: "/v1/state" in one.url and one.status == status):
                page.mouse.click(20, 20)
            window = context.pages[-1]
            return page, window

        def last(name, code):
            page.wait_for_function("(code) => told.at(-1) === code", arg=code)
            tell(name, told=page.evaluate("told.slice(-1)"), shows=False)

        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
            mine = client(own)
            page, window = opened(browser, own, mine["token"], 200)
            page.wait_for_function("told.length > 0")
            window.wait_for_selector("#identity dd")
            tell("own", told=page.evaluate("told"), shows="ADRDEUX" in window.inner_text("body"),
                 asks=window.is_visible("#pin-form"))
            local(desk["socket"], "DELETE", "/v1/clients/" + mine["id"])
            page.wait_for_function("told.length > 1")
            window.wait_for_selector("#identity dd", state="detached")
            tell("revoked", told=page.evaluate("told"), shows="ADRDEUX" in window.inner_text("body"))
            again = client(own)
            page, window = opened(browser, stranger, again["token"], 403)
            window.wait_for_selector("#notice.wrong")
            tell("stranger", told=page.evaluate("told"), shows="ADRDEUX" in window.inner_text("body"))
            client(stranger)
            page, window = opened(browser, stranger, again["token"], 403)
            page.wait_for_function("told.length > 0")
            tell("other's token", told=page.evaluate("told"), shows="ADRDEUX" in window.inner_text("body"))

            # Loaded again, the window is followed again; closed, or without an agent, it shows nobody, nor does the page.
            page, window = opened(browser, own, again["token"], 200)
            page.wait_for_function("told.length > 0")
            page.evaluate("told.length = 0")
            window.reload()
            last("loaded again", "1810163220751")
            window.close()
            last("closed", "client.closed")
            page, window = opened(browser, own, again["token"], 200)
            page.wait_for_function("told.length > 0")
            window.wait_for_selector("#identity dd")
            home = os.path.dirname(desk["socket"])
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open("/proc/" + pid + "/cmdline") as file:
                        if file.read().split("\0")[1:4] == ["serve", "--config", home + "/agent.conf"]:
                            os.kill(int(pid), signal.SIGTERM)
                except OSError:
                    pass
            last("agent away", "client.unreachable")
            window.wait_for_selector("#identity dd", state="detached")
            browser.close()
        """#

    private struct Step: Decodable, Equatable {
        let name: String
        let told: [String]
        let shows: Bool
        var asks: Bool?
    }

    @Test("tells the page that opened it what its own token may see, asks no PIN, and tells strangers nothing")
    func window() async throws {
        let folder = try ScratchFolder()
        let scenario = try folder.write(Self.scenario.utf8, to: "scenario.py")
        let outcome = try await ContractJudge.run(
            folder, ["/usr/bin/env", "LIBRARY=" + LibraryTests.source, ForeignTools.judges + "/python", scenario])
        #expect(outcome.status == 0, "\(outcome.output)")
        let steps = try outcome.output.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
            try JSONDecoder().decode(Step.self, from: Data($0.utf8))
        }
        #expect(
            steps == [
                Step(name: "own", told: ["1810163220751"], shows: true, asks: false),
                Step(name: "revoked", told: ["1810163220751", "request.origin"], shows: false),
                Step(name: "stranger", told: [], shows: false),
                Step(name: "other's token", told: ["request.wrongCaller"], shows: false),
                Step(name: "loaded again", told: ["1810163220751"], shows: false),
                Step(name: "closed", told: ["client.closed"], shows: false),
                Step(name: "agent away", told: ["client.unreachable"], shows: false),
            ])
    }
}
