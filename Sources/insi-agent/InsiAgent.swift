import ArgumentParser

/// The command line of the agent. `serve` runs it; the other verbs speak to the one that runs, through its Unix socket.
@main
struct InsiAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insi-agent",
        abstract:
            "Lit la carte Vitale et la carte de professionnel, interroge INSi et sert l'identité sur la boucle locale.",
        discussion: """
            Codes de sortie : 0 réussite ; 1 refus définitif ; 2 une action humaine est nécessaire ; \
            64 commande mal écrite ; 69 l'agent ne répond pas ; 75 réessayer plus tard ; 78 configuration fausse.

            Pro Santé Connect ne peut pas encore être utilisé : la façon dont INSi le reçoit n'est pas publique.
            """,
        version: Version.current,
        subcommands: [
            ServeCommand.self, PINCommand.self, CardCommand.self, ReaderCommand.self, ClientCommand.self,
            StatusCommand.self,
            OpenCommand.self, PairCommand.self, CheckCommand.self, DoctorCommand.self, IndicatorsCommand.self,
            AuditCommand.self, ConfigCommand.self, LogCommand.self,
        ])
}

/// The version of the program, also sent as `LPS/Version`.
enum Version {
    static let current = "0.1.0"
}
