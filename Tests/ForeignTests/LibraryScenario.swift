/// The client library in a browser: beside a page of another origin against the real agent, and against a server that does what
/// agents and proxies do to streams.
enum LibraryScenario {
    /// Streams whole, in pieces, cut early, kept back, refused; a pairing; an agent's page that speaks. One folder each.
    static let double = #"""
        import http.server, json, threading, time

        STATE = {"revision": 1, "tag": "a.1.1", "patient": {"status": "absent"}, "ins": {"status": "idle"}}
        seen = []

        class Double(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *words): pass

            def head(self, status, kind, length=None):
                self.send_response(status)
                origin = self.headers.get("Origin")
                if origin: self.send_header("Access-Control-Allow-Origin", origin)
                self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
                self.send_header("Content-Type", kind)
                if length is None: self.send_header("Connection", "close"); self.close_connection = True
                else: self.send_header("Content-Length", str(length))
                self.end_headers()

            def answer(self, status, document, kind="application/json"):
                body = document.encode() if isinstance(document, str) else json.dumps(document).encode()
                self.head(status, kind, len(body))
                self.wfile.write(body)

            def do_OPTIONS(self): self.answer(204, "")

            def do_GET(self):
                mode, _, path = self.path[1:].partition("/")
                seen.append((mode, path.split("?")[0], self.headers.get("Last-Event-ID")))
                state = lambda number: dict(STATE, revision=number, tag="a.%d.1" % number)
                text = lambda number: "event: state\nid: a.%d.1\ndata: %s\n\n" % (number, json.dumps(state(number)))
                if mode == "": return self.answer(200, AGENT_PAGE, "text/html")
                if path.startswith("v1/state"):
                    number = 1 + sum(1 for other in seen if other[:2] == (mode, "v1/state"))
                    time.sleep(0.2)
                    return self.answer(200, state(min(number, 4)))
                if mode == "refused": return self.answer(404, {"code": "request.notFound"}, "application/problem+json")
                if mode == "stranger":
                    return self.answer(401, {"code": "request.unauthenticated", "title": "Jeton"}, "application/problem+json")
                self.head(200, "text/event-stream")
                if mode == "silent": time.sleep(3)
                if mode == "cut": self.wfile.write(text(1).encode()[:20])
                if mode == "pieces":
                    start = int((self.headers.get("Last-Event-ID") or "a.0.1").split(".")[1])
                    first = (": hello\n\n" + text(start + 1)).replace("\n", "\r\n").encode()
                    for index in range(0, len(first), 7):
                        self.wfile.write(first[index:index + 7])
                        self.wfile.flush()
                        time.sleep(0.005)
                    self.wfile.write(b":\n\nevent: other\ndata: {}\n\n" + text(start + 2).encode())
                    time.sleep(0.7)

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if "code" in body and body == {"pairingId": "p1", "code": "123456"}: self.answer(201, {"token": "paired"})
                elif body.get("name"): self.answer(202, {"pairingId": "p1"})
                else: self.answer(403, {"code": "pairing.refused", "title": "Non.", "action": "Recommencez."})

        AGENT_PAGE = """<!doctype html><script>addEventListener("message", (message) => message.source.postMessage(
            { type: "insi-agent.state", version: 1, state: { token: message.data.token, from: message.origin } },
            message.origin));</script>"""

        def serve(handler):
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            server.daemon_threads = True
            server.handle_error = lambda *words: None
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return server.server_port
        """#

    /// Prints one line of JSON for each step.
    static let scenario = #"""
        import functools, http.client, http.server, json, os, subprocess, sys
        from playwright.sync_api import sync_playwright
        from desk import local, SCOPES
        import double

        desk = json.load(open("desk.json"))
        site = os.getcwd() + "/site"
        os.mkdir(site)
        for name in ["insi-agent.js", "insi-agent.mjs"]:
            connection = http.client.HTTPConnection(desk["url"].removeprefix("http://"))
            connection.request("GET", "/" + name)
            with open(site + "/" + name, "wb") as file:
                file.write(connection.getresponse().read())
        PAGES = {
            "script": '<script src="insi-agent.js"></script>',
            "module": '<script type="module">import { InsiAgent, InsiAgentError } from "./insi-agent.mjs";'
                      'window.imported = [InsiAgent.name, InsiAgentError.name];</script>'}
        for name, text in PAGES.items():
            with open(site + "/" + name + ".html", "w") as file:
                file.write("<!doctype html><title>%s</title>%s" % (name, text))

        class Site(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *words): super().__init__(*words, directory=site)
            def log_message(self, *words): pass

        known, unknown, other = double.serve(Site), double.serve(Site), double.serve(double.Double)
        origin = "http://localhost:%d" % known
        token = local(desk["socket"], "POST", "/v1/clients", json.dumps(
            {"name": "page", "origin": origin, "scopes": SCOPES}))["token"]
        START = """([url, token]) => {
            window.agent = new InsiAgent({ url, token });
            window.states = [];
            window.lost = [];
            window.stop = new AbortController();
            window.ended = agent.follow((state) => states.push(state),
                { signal: stop.signal, onLost: (error) => lost.push(error.code) })
                .then(() => "stopped", (error) => error.status + " " + error.code);
        }"""
        TIMES = "{ firstEvent: 600, shortLife: 500, firstPause: 50, silence: 5000 }"

        def tell(name, value): print(json.dumps({"name": name, "value": value}), flush=True)

        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
            page = browser.new_page()
            page.goto(origin + "/module.html")
            page.wait_for_function("window.imported")
            tell("module", page.evaluate("imported"))

            page.goto(origin + "/script.html")
            page.evaluate(START, [desk["url"], token])
            page.wait_for_function("states.at(-1)?.ins.status === 'found'")
            tell("followed", page.evaluate("states.at(-1).ins.identity.matricule"))
            page.evaluate("window.session = states.at(-1).patient.cardSession")
            tell("vitale", page.evaluate("agent.searchByVitale({ cardSession: session }).then((ins) => ins.identity.birthName)"))
            tell("traits", page.evaluate("""agent.searchByTraits({ birthName: "Adrtrois", givenNames: ["Dominique"], sex: "F",
                birthDate: "1997-02-26", idempotencyKey: "k1" }).then((ins) => ins.status)"""))
            tell("compare", page.evaluate("""agent.compare({ local: { birthName: "Adrdeux", sex: "M" },
                identity: states.at(-1).ins.identity }).then((answer) => answer.verdict)"""))
            tell("advice", page.evaluate(
                "agent.statusAdvice({ status: 'qualifiee', event: 'strictTraitChanged' }).then((answer) => answer.status)"))
            tell("matrix", page.evaluate("""Promise.all(["image/png", "image/svg+xml"].map((format) => agent.dataMatrix(
                { identity: states.at(-1).ins.identity, status: "qualifiee", format }))).then((blobs) =>
                blobs.map((blob) => blob.type + (blob.size > 500)))"""))
            tell("block", page.evaluate("""agent.identityBlock({ identity: states.at(-1).ins.identity, status: "qualifiee" })
                .then((block) => block.lines.length > 5)"""))
            tell("page", page.evaluate("""agent.identityBlock({ identity: states.at(-1).ins.identity, status: "qualifiee",
                format: "text/html" }).then((blob) => blob.type)"""))
            tell("pin", page.evaluate("agent.requestPIN().then(() => 'asked')"))
            tell("refused", page.evaluate("""agent.searchByVitale({ cardSession: "another" }).catch((error) =>
                [error instanceof InsiAgentError, error.code, error.status, error.retry, error.action !== ""])"""))
            tell("explained", page.evaluate("""agent.searchByVitale({ cardSession: "another" })
                .catch((error) => agent.explain(error))"""))
            page.evaluate("stop.abort()")
            tell("stopped", page.evaluate("ended"))
            tell("permission", page.evaluate("agent.permission()"))

            page.evaluate(START, [desk["url"], "wrong"])
            tell("wrong token", page.evaluate("ended"))

            def follow(mode):
                page.evaluate(START.replace("{ url, token }", "{ url, token, times: " + TIMES + " }"),
                              ["http://127.0.0.1:%d/%s" % (other, mode), "t"])

            follow("pieces")
            page.wait_for_function("states.length >= 4")
            page.evaluate("stop.abort()")
            tell("pieces", [page.evaluate("states.map((state) => state.revision)")[:4],
                            [last for mode, path, last in double.seen if mode == "pieces"][:2]])
            for mode in ["refused", "cut", "silent"]:
                follow(mode)
                page.wait_for_function("states.length >= 3")
                page.evaluate("stop.abort()")
                tell(mode + " stream", [page.evaluate("states.map((state) => state.revision)")[:3],
                            [path for name, path, _ in double.seen if name == mode].count("v1/events"),
                            page.evaluate("lost.length")])
            follow("stranger")
            tell("stranger", page.evaluate("ended"))

            page.evaluate("window.away = new InsiAgent({ url: 'http://127.0.0.1:9', times: %s })" % TIMES)
            tell("away", page.evaluate("""new Promise((told) => { const stop = new AbortController(); const began = Date.now();
                const gaps = []; away.follow(() => {}, { signal: stop.signal, onLost: (error) => { gaps.push(Date.now() - began);
                if (gaps.length === 5) { stop.abort(); told([error.code, gaps[4] - gaps[3] > gaps[1] - gaps[0]]); } } }); })"""))

            page.evaluate("window.pairing = new InsiAgent({ url: 'http://127.0.0.1:%d/pair' })" % other)
            tell("pair", page.evaluate("""pairing.pair({ name: "admission", scopes: ["status"] }).then(async (request) => {
                const wrong = await request.confirm("000000").catch((error) => error.code);
                return [request.pairingId, wrong, await request.confirm("123456"), pairing.token]; })"""))

            page.evaluate("""window.double = new InsiAgent({ url: 'http://127.0.0.1:%d', token: 't2', times: { silence: 1500 } })"""
                          % other)
            page.evaluate("""() => { window.codes = []; window.spoken = new Promise((told) => {
                document.documentElement.onclick = () => double.openAgentPage({ onState: told,
                    onProblem: (error) => codes.push(error.code) }); }); }""")
            page.mouse.click(20, 20)
            tell("opened", page.evaluate("spoken") == {"token": "t2", "from": origin})
            page.context.pages[-1].goto("about:blank")
            page.wait_for_function("codes.length > 0")
            tell("gone elsewhere", page.evaluate("codes"))

            page.goto("http://localhost:%d/script.html" % unknown)
            page.evaluate(START, [desk["url"], token])
            page.wait_for_function("lost.length >= 2")
            tell("unknown origin", [page.evaluate("states.length"), page.evaluate("lost[0]"),
                page.evaluate("agent.searchByVitale({ cardSession: 'x' }).catch((error) => agent.explain(error))")])
            browser.close()
        """#
}
