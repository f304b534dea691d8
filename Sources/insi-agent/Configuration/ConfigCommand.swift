import AgentCore
import ArgumentParser
import FoundationEssentials

/// `insi-agent config`: the configuration file and its drop-ins, without the network and beside any agent.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Vérifie et montre la configuration.",
        discussion: """
            La configuration est un fichier et ses compléments, FICHIER.d/*.conf, lus dans l'ordre de leurs noms : une clé y \
            remplace celle d'un fichier précédent, une valeur vide rend son défaut à la clé.
            """,
        subcommands: [Check.self, Show.self, Example.self])

    /// One document on standard output.
    static func say(json document: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Terminal.say(String(decoding: try encoder.encode(document), as: UTF8.self))
    }

    /// `config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Affiche chaque clé, sa valeur en vigueur et son origine, dans la forme du fichier.",
            discussion: "Aucun secret n'est affiché : les clés n'en donnent que le chemin.")

        @Option(help: "Fichier de configuration.") var config = ConfigurationSource.path
        @Flag(name: .customLong("json"), help: "En JSON, pour un script.") var isJSON = false

        private struct Document: Encodable {
            let files: [String]
            let keys: [ConfigurationReading.Shown]
            let credentials: [String]
        }

        func run() throws {
            let reading = ConfigurationReading(file: config)
            try ConfigurationSource.tell(reading.faults)
            let credentials = Credentials.ofProcess.used(by: reading.configuration)
            guard isJSON else { return Terminal.say(String(reading.text(credentials: credentials).dropLast())) }
            try say(
                json: Document(
                    files: reading.files, keys: reading.shown, credentials: credentials.map(\.rawValue)))
        }
    }

    /// `config example`.
    struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Affiche un fichier commenté : chaque clé, ce qu'elle veut dire et son défaut.")

        @Flag(name: .customLong("man"), help: "La page de manuel insi-agent.conf(5), pour le paquet.") var isManual =
            false

        func run() {
            let text = isManual ? ConfigurationManual.text(version: Version.current) : ConfigurationExample.text
            Terminal.say(String(text.dropLast()))
        }
    }
}
