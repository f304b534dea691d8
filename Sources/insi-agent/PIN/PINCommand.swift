import ArgumentParser

/// `insi-agent pin`: the codes of the professional's card.
struct PINCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract:
            "Saisit, change ou débloque le code de la carte de professionnel ; chaque code est présenté une seule fois.",
        subcommands: [PINEnterCommand.self, PINChangeCommand.self, PINUnblockCommand.self],
        defaultSubcommand: PINEnterCommand.self)
}
