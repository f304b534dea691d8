import AgentCore
import ArgumentParser
import HealthCards
import PCSC
import SmartCard

/// `insi-agent card`: what a field engineer can find out about a card.
struct CardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Examine les cartes.", subcommands: [Inspect.self])

    /// `insi-agent card inspect`: works without a running agent, and beside one.
    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Parcourt les cartes présentes et n'affiche que des étiquettes, des longueurs et des statuts.",
            discussion: """
                Aucune valeur lue sur une carte n'est affichée : ni nom, ni numéro, ni date. Le résultat peut être transmis \
                à un support technique. L'ATR, qui désigne la famille de la carte, en fait partie.
                """)

        @Option(help: "Nom du lecteur ; tous par défaut.")
        var reader: String?

        func run() async throws {
            let found = try survey().filter { reader == nil || $0.reader.name == reader }
            guard !found.isEmpty else {
                Terminal.complain(reader.map { "Aucun lecteur de ce nom : \($0)." } ?? "Aucun lecteur de cartes.")
                throw ExitCode(2)
            }
            let cards = CardAccess()
            var isComplete = true
            for (reader, card) in found {
                Terminal.say("Lecteur \(PlainLine.of(reader.name))")
                guard let card else {
                    Terminal.say("  vide, ou la carte ne répond pas")
                    continue
                }
                isComplete = await inspect(card, cards) && isComplete
            }
            if !isComplete { throw ExitCode(2) }
        }

        private func survey() throws -> [(reader: Reader, card: CardInsertion?)] {
            do throws(CardError) {
                return try CardSurvey.look()
            } catch {
                throw Self.tell(error, status: 69)
            }
        }

        private static func tell(_ cause: CardError, status: Int32) -> ExitCode { tell(.card(cause), status: status) }

        private static func tell(_ cause: HealthCardError, status: Int32) -> ExitCode {
            let error = AgentError(cause)
            Terminal.complain("L'examen s'est arrêté. \(error.title) \(error.detail) [\(error.code)]")
            return ExitCode(status)
        }

        private func inspect(_ card: CardInsertion, _ cards: CardAccess) async -> Bool {
            do {
                let outcome = try await cards.withTransaction(on: card, ending: .leave, patience: .seconds(120)) {
                    channel throws(HealthCardError) in try CardInspection.walk(channel, card.atr)
                }
                for line in try outcome.get().lines { Terminal.say("  " + line) }
                return true
            } catch {
                let cause = (error as? HealthCardError) ?? (error as? CardError).map { .card($0) }
                _ = Self.tell(cause ?? .card(.cancelled), status: 2)
                return false
            }
        }
    }
}
