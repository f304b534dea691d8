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
        /// What stands in the first field of the search without card.
        let typed: String
        let hints: Int
        let hasLabel: Bool
        /// What a decoder reads from the label on the screen, and from the PNG that the endpoint gives.
        let decoded: [String]
        let errors: [String]
        let violations: [String]
    }

    /// Each step acts and then tells what the page shows. The wait is for what the step brings, never for a time.
    private static let scenario = #"""
        import urllib.request, zxingcpp
        from PIL import Image
        decoded = []

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

        def tell(name):
            print(json.dumps({
                "name": name, "isOpen": page.evaluate("document.getElementById('comparison').open"),
                "comparison": page.text_content("#comparison-traits"), "text": page.inner_text("body"),
                "typed": page.input_value("#birth-name"), "hints": page.locator("#hints li").count(), "hasLabel": page.locator("#label svg").count() == 1,
                "decoded": decoded, "errors": errors,
                "violations": violations()}), flush=True)

        def search(name, given, place=""):
            page.fill("#birth-name", name)
            page.fill("#given-names", given)
            page.select_option("#sex", "M")
            page.fill("#birth-date", "2014-02-01")
            page.fill("#birth-place", place)
            page.click("#traits-form button:not([type])")

        page.add_init_script(HURRY)
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
        late = []
        page.route("**/v1/ins/identity-block", lambda route: late.append(route))
        page.check("#qualified")
        page.click("#label-form button")
        while not late: page.wait_for_timeout(20)
        page.fill("#used-name", "Martin")
        with page.expect_response("**/v1/ins/identity-block") as answer: late[0].continue_()
        answer.value.finished()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        tell("a late label")
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
        card("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751")
        page.wait_for_selector("#label-section:not([hidden])")
        order("remove patient")
        page.wait_for_selector("#identity dd", state="detached")
        page.fill("#birth-name", "MARTIN")
        pass_time()
        tell("five minutes after somebody else")
        search("DE VINCI", "LEONARDO", "63220")
        page.wait_for_selector("#show-comparison:not([hidden])")
        pass_time()
        page.wait_for_selector("#identity dd", state="detached")
        tell("five minutes later")
        card("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751")
        page.wait_for_selector("#show-comparison:not([hidden])")
        page.evaluate("window.isHurried = true")
        order("remove professional")
        page.wait_for_selector("#holder:empty", state="attached")
        with hung():
            page.wait_for_selector("#identity dd", state="detached")
            tell("agent hangs")
        page.wait_for_selector("#identity dd")
        """#

    @Test("the window of differences opens by itself, and only then; hints and the label come when they should")
    func comparison() async throws {
        let steps = try await ChromiumScenario.run(Self.scenario, telling: Step.self).reduce(into: [:]) {
            $0[$1.name] = $1
        }
        func step(_ name: String) throws -> Step { try #require(steps[name]) }

        for (name, step) in steps { #expect(step.violations == [], "\(name)") }
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
        #expect(try !step("a late label").hasLabel, "it would contradict its form")
        #expect(try step("five minutes after somebody else").typed == "MARTIN")
        let later = try step("five minutes later")
        #expect(later.typed.isEmpty && !later.text.contains("1140263220833"))
        let hung = try step("agent hangs")
        #expect(hung.text.contains("L'agent ne répond pas.") && !hung.text.contains("ADRDEUX"))
    }

    /// What the view for the patient showed.
    private struct PatientStep: Decodable, Equatable {
        let name: String
        let message: String
        let text: String
        let errors: [String]
        let violations: [String]
    }

    private static let patient = #"""
        def tell(name):
            print(json.dumps({"name": name, "message": page.inner_text("#message"), "text": page.inner_text("body"),
                              "errors": errors, "violations": violations()}), flush=True)

        def see(name, step):
            page.wait_for_selector(f"#view[data-step={step}]")
            tell(name)

        page.add_init_script(HURRY)
        page.goto(access["url"] + "/patient#token=" + access["token"])
        see("empty", "insert")
        order("insert patient @carte-bancaire")
        see("foreign card", "trouble")
        order("remove patient")
        order("insert professional")
        order("pin 1234")
        see("empty again", "insert")
        card("ADRDEUX", "LAURENT", "1981-01-01", "1810163220751")
        see("found", "remove")
        order("remove patient")
        see("gone", "insert")
        page.evaluate("window.isHurried = true")
        order("insert patient @carte-bancaire")
        page.wait_for_selector("#view[data-step=trouble]")
        with hung(): see("agent hangs", "closed")
        see("agent is back", "trouble")
        page.goto(access["url"] + "/patient")
        see("without a token", "closed")
        """#

    @Test("the view for the patient says what to do with the card, and nothing of anybody")
    func patientView() async throws {
        let steps = try await ChromiumScenario.run(Self.patient, telling: PatientStep.self)
        #expect(
            steps.map { "\($0.name): \($0.message)" } == [
                "empty: Insérez votre carte Vitale", "foreign card: Cette carte n'a pas pu être lue",
                "empty again: Insérez votre carte Vitale", "found: Vous pouvez retirer votre carte",
                "gone: Insérez votre carte Vitale", "agent hangs: Ce poste n'est pas disponible.",
                "agent is back: Cette carte n'a pas pu être lue", "without a token: Ce poste n'est pas disponible.",
            ])
        for step in steps {
            #expect(step.errors.isEmpty && step.violations.isEmpty, "\(step)")
            for word in ["ADRDEUX", "LAURENT", "1981", "1810163220751", "SIMULEE"] {
                #expect(!step.text.contains(word))
            }
        }
    }
}
