import Testing

/// A person at the desk goes through a whole reception in a real browser, by the keyboard alone.
@Suite("A reception in Chromium", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct ReceptionTests {
    /// What the page showed at one step of the scenario.
    private struct Step: Decodable {
        let name: String
        let notice: String
        let text: String
        /// All that the page holds: its markup and what stands in its fields.
        let held: String
        /// The identifier of the element that the keyboard is at, or its text.
        let focus: String
        /// What stands in the field of the code, and of the rank.
        let pin: String
        let rank: String
        /// How often a code was sent to the agent.
        let codes: Int
        let triesLeft: Int?
        let errors: [String]
        let violations: [String]
        /// The widths at which something sticks out of the window.
        let tooWide: [Int]
    }

    /// Two girls of one birth date and a boy, on the card of ADRDEUX LAURENT without numbers of their own.
    private static let children = """
        {"persons": [
          {"birthName": "JUMELLE", "givenNames": "ANNA MARIE", "sex": "F", "birthDate": "2015-03-08",
           "birthPlace": "63220", "matricule": "2150363220101", "rank": 1, "also": ["1810163220751"]},
          {"birthName": "JUMELLE", "givenNames": "BERTHE", "sex": "F", "birthDate": "2015-03-08",
           "birthPlace": "63220", "matricule": "2150363220102", "rank": 2, "also": ["1810163220751"]},
          {"birthName": "ADRDEUX", "givenNames": "PAUL", "sex": "M", "birthDate": "2016-01-02",
           "birthPlace": "63220", "matricule": "1160163220103", "rank": 1, "also": ["1810163220751"]}
        ]}
        """

    @Test("by the keyboard alone: link, wrong code, right code, choice, rank, identity, card out, pairing window")
    func reception() async throws {
        let told = try await ChromiumScenario.run(
            ReceptionScenario.text, telling: Step.self, identities: Self.children)
        let steps = told.reduce(into: [:]) { $0[$1.name] = $1 }
        func step(_ name: String) throws -> Step { try #require(steps[name]) }

        for step in told {
            #expect(step.violations == [] && step.tooWide == [], "\(step.name)")
            #expect(step.errors.allSatisfy { $0.hasPrefix("Failed to load resource") }, "\(step.name)")
        }
        for name in ["opened", "used link", "without a code", "new link in the same tab"] {
            #expect(!(try step(name).held.contains("#code=")))
        }
        #expect(try step("opened").notice == "Insérez votre carte de professionnel.")
        #expect(try step("used link").notice == "Ce code n'est plus valable : rouvrez la page depuis l'agent.")
        let closed = try step("without a code")
        #expect(closed.notice == "Ouvrez cette page depuis l'agent : son adresse porte un code à usage unique.")
        #expect(closed.text.contains("insi-agent open") && !closed.text.contains("Rechercher"))
        #expect(try step("new link in the same tab").notice == "Insérez votre carte de professionnel.")

        let asked = try step("code asked")
        #expect(asked.focus == "pin" && asked.held.contains(#"autocomplete="one-time-code""#))
        #expect(try step("another card").focus == "pin" && (try step("another card").pin).isEmpty)
        #expect(try step("asked by a program while one types").focus == "birth-name")
        #expect(try step("asked by a program").focus == "pin")
        let wrong = try step("wrong code")
        #expect(
            wrong.notice.contains("il reste 2 essais") && wrong.text.contains("Il reste 2 essais."))
        #expect(wrong.focus == "pin" && wrong.codes == 1 && wrong.triesLeft == 2)
        let later = try step("a card comes and goes")
        #expect(later.codes == 1 && later.triesLeft == 2 && later.notice == wrong.notice)
        let ready = try step("right code")
        #expect(
            ready.codes == 2 && ready.triesLeft == 3 && !ready.held.contains("1234") && !ready.held.contains("4321"))

        #expect(ready.focus == "h-professional", "a control that leaves hands the keyboard to its section")
        #expect(try step("choice").notice == "Choisissez la personne.")
        let assumed = try step("chosen, rank assumed")
        #expect(assumed.text.contains("2120563220042") && assumed.text.contains("14/05/2012"))
        #expect(assumed.notice == "Identité trouvée, à ne pas utiliser sans vérification.")
        #expect(assumed.focus.contains("LEA"), "the keyboard stays where it was")
        let confirmed = try step("rank confirmed")
        #expect(confirmed.notice == "Identité trouvée : reportez-la dans votre dossier.")
        #expect(confirmed.focus == "h-ins")
        #expect(try step("label").text.contains("Imprimer l'étiquette"))
        let twins = try step("twins")
        #expect(twins.focus == "rank" && twins.notice == "Indiquez le rang de naissance.")
        #expect(twins.text.contains("1 pour l'aînée, 2 pour la suivante"))
        #expect(try step("the other twin").notice == "Identité trouvée, à ne pas utiliser sans vérification.")
        #expect(try step("twin").text.contains("2150363220102"))
        let other = try step("after a twin")
        #expect(other.rank == "1" && other.text.contains("2120563220042"), "the twin's rank is not proposed to her")
        let brother = try step("searched by a program")
        #expect(brother.text.contains("1160163220103") && brother.rank != "2", "it was typed for another")
        #expect(try step("first twin").text.contains("2150363220101"))
        let second = try step("second twin asked")
        #expect(second.notice == "Indiquez le rang de naissance." && second.rank.isEmpty)
        for trace in ["2150363220101", "ANNA MARIE", "Étiquette"] { #expect(!second.text.contains(trace), "\(trace)") }
        for name in ["card pulled", "card pulled at the question"] {
            let pulled = try step(name)
            for trace in ["ADRDEUX", "LAURENT", "LEA", "JUMELLE", "2012", "2015", "1810163220751", "2120563220042"] {
                #expect(!pulled.held.contains(trace), "\(name): \(trace)")
            }
            #expect(pulled.notice == "Insérez la carte Vitale du patient, ou cherchez sans carte.")
        }
        let several = try step("several")
        #expect(several.text.contains("Ajoutez le code INSEE") && !several.text.contains("Rang de naissance"))
        #expect(try step("found by traits").text.contains("1140263220833"))
        #expect(try step("pairing window").text.contains("Lancez la demande dans la page à autoriser."))
        #expect(try step("pairing window closed").text.contains("aucune page n'a été autorisée"))
    }
}
