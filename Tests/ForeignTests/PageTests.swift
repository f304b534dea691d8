import Foundation
import Testing
import ToolKit

/// The agent's own page in a real browser, which a program that nobody here wrote drives.
@Suite("The page in Chromium", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct PageTests {
    /// What the page showed at one step of the scenario.
    private struct Step: Decodable {
        let name: String
        let isOpen: Bool
        let comparison: String
        let text: String
        let hints: Int
        let hasLabel: Bool
        /// What a decoder reads from the label on the screen, and from the PNG that the endpoint gives.
        let decoded: [String]
        let errors: [String]
    }

    /// Each step acts and then tells what the page shows. The wait is for what the step brings, never for a time.
    private static let scenario = #"""
        import json, subprocess, sys, urllib.request, zxingcpp
        from PIL import Image
        from playwright.sync_api import sync_playwright

        sandbox, folder = sys.argv[1], sys.argv[2]
        process = subprocess.Popen([sandbox, "--script"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        access = json.loads(process.stdout.readline())
        errors, decoded = [], []

        def decode(name):
            found = zxingcpp.read_barcodes(Image.open(name).convert("L"), formats=zxingcpp.BarcodeFormat.DataMatrix)
            decoded.extend(one.bytes.decode() for one in found)

        def draw(identity):
            request = urllib.request.Request(
                access["url"] + "/v1/ins/datamatrix",
                json.dumps({"status": "qualifiee", "identity": identity}).encode(),
                {"Authorization": "Bearer " + access["token"], "Content-Type": "application/json", "Accept": "image/png"})
            with open(folder + "/symbol.png", "wb") as file:
                file.write(urllib.request.urlopen(request).read())
            decode(folder + "/symbol.png")

        def order(line):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert answer["ok"], answer

        def card(name, given, date, number):
            with open(folder + "/card.json", "w") as file:
                json.dump({"bearers": [{"name": name, "givenName": given, "birthDate": date, "matricule": number}]}, file)
            order("insert patient " + folder + "/card.json")

        def tell(name):
            print(json.dumps({
                "name": name, "isOpen": page.evaluate("document.getElementById('comparison').open"),
                "comparison": page.text_content("#comparison-traits"), "text": page.inner_text("body"),
                "hints": page.locator("#hints li").count(), "hasLabel": page.locator("#label svg").count() == 1,
                "decoded": decoded, "errors": errors}), flush=True)

        def search(name, given, place=""):
            page.fill("#birth-name", name)
            page.fill("#given-names", given)
            page.select_option("#sex", "M")
            page.fill("#birth-date", "2014-02-01")
            page.fill("#birth-place", place)
            page.click("#traits-form button:not([type])")

        try:
            with sync_playwright() as play:
                browser = play.chromium.launch(
                    executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"])
                page = browser.new_page()
                page.on("pageerror", lambda error: errors.append(str(error)))
                page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
                page.goto(access["openURL"])
                order("insert professional")
                order("pin 1234")
                card("ADRTROIS", "TOUSSAINTE", "1960-01-01", "160012B020777")
                page.wait_for_selector("#comparison[open]")
                tell("differs")
                order("remove patient")
                page.wait_for_selector("#comparison:not([open])", state="attached")
                page.wait_for_selector("#identity dd", state="detached")
                tell("pulled")
                card("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751")
                page.wait_for_selector("#show-comparison:not([hidden])")
                tell("agrees")
                page.check("#qualified")
                page.fill("#used-name", "Dupré")
                page.click("#label-form button")
                page.wait_for_selector("#label svg")
                page.locator("#label svg").screenshot(path=folder + "/label.png")
                decode(folder + "/label.png")
                draw({"matricule": "1810163220751", "key": "40", "oid": "1.2.250.1.213.1.4.8", "birthName": "ADRDEUX",
                      "givenNames": "LAURENT", "sex": "M", "birthDate": "1981-01-01", "birthPlace": "63220"})
                tell("label")
                page.uncheck("#qualified")
                tell("no longer qualified")
                order("remove patient")
                page.wait_for_selector("#identity dd", state="detached")
                tell("without label")
                search("DE VINCI", "LEONARDO")
                page.wait_for_selector("#hints li")
                tell("several")
                search("De Vinci", "Léonardo", "63220")
                page.wait_for_selector("#comparison[open]")
                tell("spelled otherwise")
                page.click("#comparison button")
                search("DE VINCI", "LEONARDO", "63220")
                page.wait_for_selector("#show-comparison:not([hidden])")
                tell("typed as INSi has it")
                browser.close()
        finally:
            process.stdin.write("quit\n")
            process.stdin.flush()
            process.wait(30)
        """#

    @Test("the window of differences opens by itself, and only then; hints and the label come when they should")
    func comparison() throws {
        let folder = try ScratchFolder()
        let script = try folder.write(Self.scenario.utf8, to: "scenario.py")
        let outcome = try Tool.run(
            ForeignTools.judges + "/python", [script, ForeignTools.products + "/insi-sandbox", folder.path])
        let lines = outcome.output.split(separator: "\n").filter { $0.hasPrefix("{") }
        var steps: [String: Step] = [:]
        for line in lines {
            let step = try JSONDecoder().decode(Step.self, from: Data(line.utf8))
            steps[step.name] = step
        }
        func step(_ name: String) throws -> Step { try #require(steps[name], "\(outcome.output)") }

        let differs = try step("differs")
        #expect(differs.isOpen && differs.comparison.contains("TOUSSAINTE"))
        #expect(differs.comparison.hasPrefix("premier prénom"), "the gravest line comes first")
        let pulled = try step("pulled")
        #expect(!pulled.isOpen && pulled.comparison.isEmpty)
        #expect(!pulled.text.contains("TOUSSAINT") && !pulled.text.contains("160012B020777"))
        let agrees = try step("agrees")
        #expect(!agrees.isOpen && agrees.text.contains("1810163220751 40") && !agrees.hasLabel)
        let label = try step("label")
        let content =
            "IS010000000000000000000000S1181016322075140S21.2.250.1.213.1.4.8\u{1D}S3LAURENT\u{1D}S4ADRDEUX\u{1D}"
            + "S5MS601-01-1981S763220"
        #expect(label.hasLabel && label.decoded == [content, content])
        #expect(try !step("no longer qualified").hasLabel)
        let without = try step("without label")
        #expect(!without.hasLabel && !without.text.contains("Dupré") && !without.text.contains("1810163220751"))
        #expect(try step("several").hints == 4)
        #expect(try step("spelled otherwise").isOpen)
        #expect(try !step("typed as INSi has it").isOpen)
        #expect(try step("typed as INSi has it").errors == [])
    }
}
