/// A page of another origin with its own copy of the client library, a stranger of yet another origin, and the agent's page.
enum PairedPageScenario {
    /// Each step acts and then tells. The agent's page is `page`; `asking` and `stranger` are of two other origins.
    static let text = #"""
        import http.server, signal, threading, urllib.request

        os.mkdir(folder + "/site")
        with open(folder + "/site/insi-agent.js", "wb") as file:
            file.write(urllib.request.urlopen(access["url"] + "/insi-agent.js").read())
        with open(folder + "/site/index.html", "w") as file:
            file.write('<!doctype html><html lang="fr"><title>Admission</title><script src="insi-agent.js"></script>')

        class Site(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *words): super().__init__(*words, directory=folder + "/site")
            def log_message(self, *words): pass

        def serve():
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return "http://localhost:%d" % server.server_port

        def visit(origin):
            tab = browser.new_page()
            tab.asked = []
            tab.on("request", lambda request: tab.asked.append((request.url.removeprefix(access["url"]).split("?")[0],
                                                               request.headers.get("last-event-id"))))
            tab.goto(origin + "/")
            tab.evaluate("""(url) => {
                Object.assign(window, { agent: new InsiAgent({ url, times: { firstPause: 50, longestPause: 200 } }),
                    states: [], lost: [] });
                window.follow = () => { window.ended = agent.follow((state) => states.push(state),
                    { onLost: (error) => lost.push(error.code) }).then(() => "stopped",
                    async (error) => [error.code, error.status, await agent.explain(error)]); }; }""", access["url"])
            return tab

        def ask(tab):
            return tab.evaluate("""agent.pair({ name: "Admission",
                scopes: ["status", "patient", "matricule", "ins", "ins:vitale"] }).then((request) => { window.request = request; return "asked"; }, (error) => error.code)""")

        def confirm(code):
            return asking.evaluate("(code) => request.confirm(code).then((token) => token.length, (error) => error.code)", code)

        def seen(path, tab=None): return [last for url, last in (tab or asking).asked if url == path]

        def tell(name, value):
            text = json.dumps(value, ensure_ascii=False).replace(origin, "ORIGIN")
            print(json.dumps({"name": name, "value": text}), flush=True)

        origin, other = serve(), serve()
        asking, stranger = visit(origin), visit(other)
        tell("no window", [ask(asking), ask(stranger)])

        page.goto(access["openURL"])
        page.wait_for_selector("#clients li")
        page.fill("#pairing-only", origin + "/admission?page=2")
        page.click("#pairing-form button")
        page.wait_for_selector("#pairing-refuse:not([hidden])")
        tell("stranger at the window", [ask(stranger), page.is_visible("#pairing-asking")])
        tell("asks", ask(asking))
        page.wait_for_selector("#pairing-asking:not([hidden])")
        tell("shown", [page.inner_text("#pairing-origin"), page.locator("#pairing-scopes li").count(), violations()])
        code = page.inner_text("#pairing-code")
        tell("wrong code", confirm("%06d" % ((int(code) + 1) % 1000000)))
        tell("paired", confirm(code))
        page.wait_for_selector("#clients li:has-text('" + origin + "')")

        asking.evaluate("follow()")
        asking.wait_for_function("states.length > 0")
        order("insert professional")
        order("pin 1234")
        card("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751")
        asking.wait_for_function("states.at(-1).ins.status === 'found'")
        tell("followed", asking.evaluate("""[states.at(-1).patient.beneficiaries[0].name,
            states.at(-1).ins.identity.matricule, states.at(-1).ins.identity.birthName]"""))
        tell("by the stream", [seen("/v1/events"), seen("/v1/state")])
        order("remove patient")
        asking.wait_for_function("states.at(-1).patient.status === 'absent'")
        tell("card out", asking.evaluate("JSON.stringify(states.at(-1)).includes('ADRDEUX')"))

        # The token itself is worth nothing elsewhere.
        stranger.evaluate("(token) => { agent.token = token; follow(); }", asking.evaluate("agent.token"))
        stranger.wait_for_function("lost.length >= 3")
        tell("stranger", stranger.evaluate("""agent.state().catch(async (error) => [states.length, [...new Set(lost)],
            error.code, await agent.explain(error)])"""))
        stranger.close()

        # The same agent, ended and started anew on its port, knows its clients and not their tags.
        instance = asking.evaluate("states.at(-1).agent.instance")
        home = os.path.dirname(access["caFile"])
        former, command = served()
        with open(home + "/agent.conf") as file: settings = file.read()
        with open(home + "/agent.conf", "w") as file:
            file.write(settings.replace("Port=0", "Port=" + access["url"].split(":")[-1]))
        os.kill(former, signal.SIGTERM)
        page.wait_for_selector("#notice.wrong")
        asking.wait_for_function("lost.length > 0")
        agent = subprocess.Popen(command, env={"PATH": "/usr/bin:/bin", "PCSCLITE_CSOCK_NAME": access["pcscdSocket"]},
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            asking.wait_for_function("(instance) => states.at(-1).agent.instance !== instance", arg=instance)
            before = len(seen("/v1/state"))
            card("ADRTROIS", "TOUSSAINT", "1960-01-01", "160012B020777")
            asking.wait_for_function("states.at(-1).patient.beneficiaries?.[0].name === 'ADRTROIS'")
            tell("agent started anew", [len(seen("/v1/state")) - before, asking.evaluate("[...new Set(lost)]")])
            tell("resumed", any(last and last.startswith(instance) for last in seen("/v1/events")))
            page.wait_for_selector("#closed:not([hidden])")
            tell("agent's page", [page.inner_text("#notice"), page.is_visible("#desk"), "ADRTROIS" in page.content()])

            page.goto(verb("open"))
            page.wait_for_selector("#clients li:has-text('" + origin + "')")
            page.click("#clients li:has-text('" + origin + "') button")
            page.wait_for_selector("#clients li:has-text('" + origin + "')", state="detached")
            known, streams = asking.evaluate("states.length"), len(seen("/v1/events"))
            order("remove patient")
            tell("removed", asking.evaluate("ended"))
            tell("nothing more", [asking.evaluate("states.length") - known, len(seen("/v1/events")) - streams,
                                  asking.evaluate("agent.state().catch((error) => error.code)")])
        finally:
            agent.terminate()
            agent.wait(30)
        """#
}
