import ArgumentParser

/// `insi-agent client`: who may call the agent.
struct ClientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "Gère les programmes et les pages autorisés.",
        subcommands: [Add.self, List.self, Remove.self])
}
