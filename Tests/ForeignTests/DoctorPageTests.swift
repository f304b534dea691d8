import Foundation
import Testing
import ToolKit

/// The agent's own page says in a real browser what is wrong on the machine.
@Suite(
    "The diagnosis in Chromium", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct DoctorPageTests {
    /// What the page showed at one step of the scenario.
    private struct Step: Decodable {
        let name: String
        let cause: String
        let remedy: String
        let lines: Int
        let errors: [String]
        let violations: [String]
    }

    private static let scenario = #"""
        def tell(name):
            print(json.dumps({
                "name": name, "cause": page.inner_text("#doctor-cause"), "remedy": page.inner_text("#doctor-remedy"),
                "lines": page.locator("#doctor-findings li").count(), "errors": errors, "violations": violations()}), flush=True)

        def examine():
            page.focus("#doctor-run")
            page.keyboard.press("Enter")
            page.wait_for_selector("#doctor-findings li")

        page.goto(access["openURL"])
        page.wait_for_selector("#doctor-section:not([hidden])")
        examine()
        tell("no card")
        order("insert professional")
        order("pin 1234")
        page.wait_for_function("document.getElementById('professional').textContent.startsWith('Carte prête')")
        # The agent gives a diagnosis of the last five seconds again.
        while "Rien" not in page.inner_text("#doctor-cause"):
            examine()
        tell("ready")
        with hung():
            page.keyboard.press("Enter")
            page.wait_for_function("!document.getElementById('doctor-findings').children.length")
            tell("asked")
        """#

    @Test("the cause comes first with its remedy, by keyboard, and axe finds nothing")
    func diagnosis() async throws {
        let steps = try await ChromiumScenario.run(Self.scenario, telling: Step.self).reduce(into: [:]) {
            $0[$1.name] = $1
        }
        func step(_ name: String) throws -> Step { try #require(steps[name]) }
        for (name, step) in steps { #expect(step.violations == [] && step.errors == [], "\(name)") }
        let absent = try step("no card")
        #expect(absent.cause.hasPrefix("Cause probable : Authentification, aucune carte") && absent.lines >= 15)
        #expect(absent.remedy.contains("Insérez la carte"))
        let ready = try step("ready")
        #expect(ready.cause == "Rien à signaler." && ready.remedy == "" && ready.lines >= 15)
        #expect(try step("asked").cause.hasPrefix("Examen du poste"))
    }
}
