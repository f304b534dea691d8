import ArgumentParser
import Glibc
import SmartCard

/// `insi-agent reader`: the readers themselves, without their cards.
struct ReaderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reader", abstract: "Montre les lecteurs, et en réinitialise un.",
        subcommands: [List.self, Reset.self])

    /// `insi-agent reader list`: works without a running agent, and beside one.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Montre les lecteurs que voient USB et PC/SC, et pourquoi PC/SC ne montre pas les autres.",
            discussion: """
                En root, cherche aussi quel programme a ouvert un lecteur que PC/SC ne montre pas.
                Codes de sortie : 2 aucun lecteur ; 75 le service PC/SC (pcscd) est muet ou refuse.
                """)

        @Flag(help: "Montre plutôt les lecteurs rencontrés en France et ce qui en est connu.")
        var known = false

        func run() async throws {
            guard !known else {
                for reader in KnownReaders.all {
                    let models = reader.identifiers.map(\.description).joined(separator: ", ")
                    Terminal.say("\(reader.name) (\(models.isEmpty ? "numéros USB inconnus" : models))")
                    Terminal.say("  " + reader.facts)
                }
                return
            }
            let overview = await ReaderOverview.look()
            for line in overview.lines { Terminal.say(line) }
            if overview.isServiceUnknown { throw ExitCode(75) }
            guard !overview.rows.isEmpty else {
                Terminal.complain("Aucun lecteur de cartes.")
                throw ExitCode(2)
            }
        }
    }
}
