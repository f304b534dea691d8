/// What a person at the desk does, key by key.
enum ReceptionScenario {
    /// Each step acts and then tells what the page shows. The wait is for what the step brings, never for a time.
    static let text = #"""
        import urllib.request
        codes = []
        page.on("request", lambda request: codes.append(request.url) if request.method == "PUT" else None)

        def call(path, body=None, **more):
            headers = {"Authorization": "Bearer " + access["token"], "Content-Type": "application/json", **more}
            answer = urllib.request.urlopen(urllib.request.Request(access["url"] + path, body, headers)).read()
            return json.loads(answer) if answer else None

        def state(): return call("/v1/state")

        def told(act):
            """Acts, and returns when the page has shown what came of it."""
            with page.expect_response(lambda answer: "/v1/state" in answer.url) as answer: act()
            answer.value.finished()
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

        def width(size):
            page.set_viewport_size({"width": size, "height": 400})
            return page.evaluate("document.documentElement.scrollWidth")

        def tell(name):
            wide = [size for size in (320, 640, 1280) if width(size) > size]
            print(json.dumps({
                "name": name, "notice": page.inner_text("#notice"), "text": page.inner_text("body"),
                "held": page.url + page.content() + " ".join(page.evaluate(
                    "[...document.querySelectorAll('input')].map((input) => input.value)")),
                "focus": page.evaluate("document.activeElement.id || document.activeElement.textContent"),
                "pin": page.input_value("#pin"), "rank": page.input_value("#rank"),
                "codes": len(codes), "triesLeft": state()["professional"].get("pinTriesLeft"), "errors": errors,
                "violations": violations(), "tooWide": wide}), flush=True)

        def tab(selector, key="Tab"):
            for _ in range(60):
                if page.evaluate("(selector) => document.activeElement.matches(selector)", selector): return
                page.keyboard.press(key)
            raise AssertionError(selector + " is not reached by " + key)

        def press(selector, *keys):
            tab(selector)
            for key in keys or ["Enter"]: page.keyboard.press(key)

        desk = page
        page.goto(access["openURL"])
        page.wait_for_selector("#clients li")
        tell("opened")
        page = browser.new_page()
        page.goto(access["openURL"])
        page.wait_for_selector("#notice.wrong")
        tell("used link")
        page = browser.new_page()
        page.goto(access["url"] + "/")
        page.wait_for_selector("#notice.wrong")
        tell("without a code")
        page.goto(verb("open"))
        page.wait_for_selector("#clients li")
        tell("new link in the same tab")
        page.close()

        page = desk
        order("insert professional")
        page.wait_for_selector("#pin-form:not([hidden])")
        tell("code asked")
        page.keyboard.type("98")
        order("remove professional")
        page.wait_for_selector("#pin-form", state="hidden")
        order("insert professional")
        page.wait_for_selector("#pin-form:not([hidden])")
        tell("another card")
        press("#birth-name", "D")
        told(lambda: call("/v1/professional/pin-request", b"{}"))
        tell("asked by a program while one types")
        press("#given-names", "Delete")
        press("#birth-name", "Backspace")
        order("remove professional")
        page.wait_for_selector("#pin-form", state="hidden")
        order("insert professional")
        page.wait_for_selector("#pin-form:not([hidden])")
        press("#pairing-form button", "Shift")
        told(lambda: call("/v1/professional/pin-request", b"{}"))
        tell("asked by a program")
        page.route("**/v1/professional/pin", lambda route: route.abort())
        page.keyboard.type("4321")
        page.keyboard.press("Enter")
        page.wait_for_selector("#notice.wrong")
        told(lambda: order("insert patient @carte-bancaire"))
        order("remove patient")
        page.wait_for_selector("#notice:not(.wrong)")
        page.unroute("**/v1/professional/pin")
        codes.clear()
        page.keyboard.type("4321")
        page.keyboard.press("Enter")
        page.wait_for_selector("#tries:not(:empty)")
        page.wait_for_selector("#notice.wrong")
        tell("wrong code")
        card("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751")
        page.wait_for_selector("#beneficiaries button")
        order("remove patient")
        page.wait_for_selector("#beneficiaries button", state="detached")
        tell("a card comes and goes")
        page.keyboard.type("1234")
        page.keyboard.press("Enter")
        page.wait_for_selector("#pin-form", state="hidden")
        tell("right code")

        family(("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751"), ("ADRDEUX", "LEA", "2012-05-14"))
        page.wait_for_selector("#beneficiaries li:nth-child(2)")
        tell("choice")
        press("#beneficiaries li:nth-child(2) button")
        page.wait_for_selector("#rank-form:not([hidden])")
        page.wait_for_selector("#show-comparison:not([hidden])")
        tell("chosen, rank assumed")
        press("#rank")
        page.wait_for_selector("#label-section:not([hidden])")
        tell("rank confirmed")
        press("#qualified", "Space")
        press("#first-given-name", *"LEA", "Enter")
        page.wait_for_selector("#label svg")
        tell("label")
        order("remove patient")
        page.wait_for_selector("#identity dd", state="detached")
        tell("card pulled")

        family(("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751"),
               ("JUMELLE", "ANNA", "2015-03-08"), ("JUMELLE", "BERTHE", "2015-03-08"),
               ("ADRDEUX", "LEA", "2012-05-14"), ("ADRDEUX", "PAUL", "2016-01-02"))
        page.wait_for_selector("#beneficiaries li:nth-child(3)")
        press("#beneficiaries li:nth-child(3) button", "Space")
        page.wait_for_selector("#rank-form:not([hidden])")
        page.wait_for_selector("#rank:focus")
        tell("twins")
        press("#rank", "1", "Enter")
        page.wait_for_selector("#comparison[open]")
        tell("the other twin")
        press("#comparison button")
        page.wait_for_selector("#comparison:not([open])", state="attached")
        press("#beneficiaries li:nth-child(3) button", "Space")
        page.wait_for_selector("#rank:focus")
        press("#rank", "2", "Enter")
        page.wait_for_selector("#label-section:not([hidden])")
        tell("twin")
        press("#beneficiaries li:nth-child(4) button", "Space")
        page.wait_for_selector("#rank-form:not([hidden])")
        page.wait_for_selector("#show-comparison:not([hidden])")
        tell("after a twin")
        press("#rank", "2")
        session = state()["patient"]["cardSession"]
        call("/v1/ins/vitale", b'{"beneficiary": 4}', **{"If-Match": '"%s"' % session})
        page.wait_for_selector("#beneficiaries li:nth-child(5) [aria-pressed=true]")
        page.wait_for_selector("#rank-form:not([hidden])")
        tell("searched by a program")
        press("#beneficiaries li:nth-child(2) button", "Space")
        page.wait_for_selector("#rank:focus")
        press("#rank", "1", "Enter")
        page.wait_for_selector("#label-section:not([hidden])")
        tell("first twin")
        press("#beneficiaries li:nth-child(3) button", "Space")
        page.wait_for_selector("#rank:focus")
        tell("second twin asked")
        order("remove patient")
        page.wait_for_selector("#beneficiaries button", state="detached")
        tell("card pulled at the question")

        for name, value in [("birth-name", "DE VINCI"), ("given-names", "LEONARDO"), ("birth-date", "01/02/2014"), ("sex", "M")]:
            press("#" + name, *value)
        press("#traits-form .row button")
        page.wait_for_selector("#hints li")
        tell("several")
        press("#birth-place", *"63220", "Enter")
        page.wait_for_selector("#identity dd")
        tell("found by traits")

        press("#pairing-form button")
        page.wait_for_selector("#pairing-refuse:focus")
        tell("pairing window")
        press("#pairing-refuse")
        page.wait_for_selector("#pairing-only:focus")
        tell("pairing window closed")
        """#
}
