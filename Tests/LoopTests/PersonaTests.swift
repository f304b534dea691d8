import CardSimulator
import Testing

@testable import SandboxKit

extension Loop {
    /// Every card that the sandbox brings along, through the whole agent: what was recognised, read and said.
    @Suite(.sandbox) struct PersonaTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// What the state must show of a card; the professional's cards go into their reader.
        struct Row: Sendable {
            let name: String
            let card: String
            let status: String
            let code: String?
            /// People on the card, or tries left for the PIN.
            let count: Int?
            let warnings: [String]

            init(
                _ name: String, _ card: String, _ status: String, _ code: String? = nil, _ count: Int? = nil,
                warnings: [String] = []
            ) {
                self.name = name
                self.card = card
                self.status = status
                self.code = code
                self.count = count
                self.warnings = warnings
            }

            var slot: DeskSlot { name.hasPrefix("cp") ? .professional : .patient }
        }

        static let rows = [
            Row("carte-a-l-envers", "unknown", "unsupported", "card.mute"),
            Row("carte-bancaire", "bankCard", "unsupported", "card.bank"),
            Row("carte-inconnue", "unknown", "unsupported", "card.unsupported"),
            Row("leurre", "unknown", "unsupported", "card.unsupported"),
            Row("leurre-atr-vitale", "unknown", "unreadable", "card.unsupported"),
            Row("telephone", "phone", "unsupported", "card.phone"),
            Row("vitale-1", "vitale1", "unreadable", "vitale.firstGeneration"),
            Row("vitale-accents", "vitale", "ready", nil, 2),
            Row("vitale-atr-inconnu", "vitale", "ready", nil, 1),
            Row("vitale-ayant-droit-sans-nir", "vitale", "ready", nil, 2),
            Row("vitale-cle-fausse", "vitale", "ready", nil, 1, warnings: ["key.incoherent.0"]),
            Row("vitale-corse", "vitale", "ready", nil, 2),
            Row("vitale-dates-lunaires", "vitale", "ready", nil, 3),
            Row("vitale-deux-lecteurs", "vitale", "ready", nil, 1),
            Row("vitale-dix-neuf", "vitale", "ready", nil, 19),
            Row("vitale-etiquettes-inconnues", "vitale", "ready", nil, 1),
            Row("vitale-famille-sept", "vitale", "ready", nil, 7),
            Row("vitale-fichier-unique", "vitale", "ready", nil, 2),
            Row("vitale-fichier-unique-numeros", "vitale", "ready", nil, 2),
            Row("vitale-lecteur-apdu", "vitale", "ready", nil, 2),
            Row("vitale-lecteur-occupe", "vitale", "ready", nil, 1),
            Row("vitale-meme-nir", "vitale", "ready", nil, 2),
            Row("vitale-protegee", "vitale", "unreadable", "vitale.protected"),
            Row("vitale-remise-a-zero", "vitale", "ready", nil, 1),
            Row("vitale-remplie", "vitale", "ready", nil, 2),
            Row("vitale-retiree", "vitale", "ready", nil, 1),
            Row("vitale-seule", "vitale", "ready", nil, 1),
            Row("vitale-t0-stricte", "vitale", "ready", nil, 1),
            Row("vitale-tronquee", "vitale", "unreadable", "card.unreadable"),
            Row("vitale-vide", "vitale", "unreadable", "vitale.unreadable"),
            Row("cpa", "professional", "locked", nil, 3), Row("cpe", "professional", "locked", nil, 3),
            Row("cpe-non-nominative", "professional", "unreadable", "professional.notNominative", 3),
            Row("cpf", "professional", "locked", nil, 3),
            Row("cps-autre-autorite", "professional", "unreadable", "professional.untrusted", 3),
            Row("cps-bloquee", "professional", "pinBlocked", "pin.blocked", 0),
            Row("cps-dernier-essai", "professional", "locked", nil, 1),
            Row("cps-expiree", "professional", "expired", "professional.expired", 3),
            Row("cps-pas-encore-valide", "professional", "expired", "professional.expired", 3),
            Row("cps-reelle", "professional", "unreadable", "professional.realCard", 3),
            Row("cps-situations", "professional", "locked", nil, 3),
            Row("cps2ter", "professional", "unreadable", "professional.secondGeneration"),
            Row("cps3", "professional", "locked", nil, 3), Row("cps3-variante-b", "professional", "locked", nil, 3),
            Row("cps4", "professional", "locked", nil, 3),
            Row("cpx-sans-contact", "professional", "unreadable", "professional.contactless"),
            Row("cpx-sans-contact-hopital", "professional", "unreadable", "professional.contactless"),
        ]

        @Test func theTableHasEveryPersona() {
            #expect(Set(Self.rows.map(\.name)) == Set(Persona.all.map(\.name)))
        }

        @Test func everyPersonaIsRecognisedReadAndSaidAsItIs() async throws {
            try await desk.clear()
            for row in Self.rows {
                let persona = try #require(Persona.named(row.name))
                try await desk.sandbox.insert(CardDescription(json: persona.json), into: row.slot)
                let state = try await desk.client.state()
                let part = row.slot == .patient ? state.patient : state.professional
                #expect(part.status == row.status, "\(row.name)")
                #expect(part.problemCode == row.code, "\(row.name)")
                if let code = row.code { expectProblem(part["problem"], code) }
                let reader = state["readers"]?.items.first { $0["name"]?.text == row.slot.readerName }
                #expect(reader?["card"]?.text == row.card, "\(row.name)")
                let count = row.slot == .patient ? part["beneficiaries"]?.items.count : part["pinTriesLeft"]?.number
                #expect((count == 0 && row.count == nil) || count == row.count, "\(row.name)")
                if row.slot == .patient {
                    #expect(part["warnings"]?.items.compactMap(\.text) == row.warnings, "\(row.name)")
                }
                await desk.sandbox.remove(from: row.slot)
                try await desk.client.follow { $0.patient.status == "absent" && $0.professional.status == "absent" }
            }
        }

        @Test func whatIsOnTheCardIsShownAsItIs() async throws {
            try await desk.clear()
            let shown = try await people(of: "vitale-corse")
            #expect(shown.compactMap { $0["matricule"]?.text } == ["275072A004005", "275072B004005"])
            let lunar = try await people(of: "vitale-dates-lunaires").compactMap { $0["birthDate"]?.text }
            #expect(lunar.contains("2012-02-30"))
            let same = try await people(of: "vitale-meme-nir")
            #expect(same.dropFirst().allSatisfy { $0["matricule"] == nil })
            let accents = try await people(of: "vitale-accents")
            #expect(accents.contains { $0["givenName"]?.text?.contains("ÇOISE") == true })
        }

        private func people(of name: String) async throws -> [JSON] {
            let persona = try #require(Persona.named(name))
            try await desk.sandbox.insert(CardDescription(json: persona.json), into: .patient)
            let people = try await desk.client.state().patient["beneficiaries"]?.items ?? []
            try await desk.clear()
            return people
        }

        @Test func everySigningGenerationBringsAnIdentity() async throws {
            for name in ["cps3", "cps3-variante-b", "cps4", "cpf", "cpe", "cpa"] {
                try await desk.clear()
                let persona = try #require(Persona.named(name))
                try await desk.sandbox.insert(CardDescription(json: persona.json), into: .professional)
                try await desk.sandbox.enter(pin: "1234")
                try await desk.sandbox.insertPatient(Fixtures.laurent)
                let state = try await desk.client.follow { ["found", "failed"].contains($0.ins.status) }
                #expect(state.ins.status == "found", "\(name): \(state.ins)")
            }
        }

        @Test func bothCardsAreReadInEitherReader() async throws {
            try await desk.clear()
            try await desk.sandbox.insert(.professional(ProfessionalDescription()), into: .patient)
            try await desk.sandbox.enter(pin: "1234")
            try await desk.sandbox.insert(.vitale(Fixtures.laurent), into: .professional)
            try await desk.client.follow { $0.ins.status == "found" }
        }
    }
}
