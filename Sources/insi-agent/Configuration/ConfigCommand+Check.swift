import AgentCore
import ArgumentParser
import Glibc

extension ConfigCommand {
    /// `config check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dit toutes les fautes de la configuration et des fichiers qu'elle nomme.",
            discussion: """
                L'agent fait la même vérification à son démarrage et ne démarre que s'il n'y a aucune faute. Les droits sont \
                ceux de l'utilisateur qui lance la commande ; root les vérifie pour le propriétaire de StateDirectory, ou pour \
                celui de --user. Ce que le gestionnaire de services donne à l'agent (LoadCredential=) n'est vu \
                que dans le service.

                Codes de sortie : 0 aucune faute ; 78 au moins une.
                """)

        @Option(help: "Fichier de configuration.") var config = ConfigurationSource.path
        @Option(help: "Utilisateur de l'agent, par nom ou numéro, dont root vérifie les droits.") var user: String?
        @Flag(name: .customLong("json"), help: "Tableau JSON de { file, line, column, key, message }, pour un script.")
        var isJSON = false

        func run() throws {
            try becomeAgent()
            let reading = ConfigurationReading(file: config)
            let account = AgentAccount.ofAgent(stateDirectory: reading.configuration.stateDirectory)
            let faults = ConfigurationCheck(reading, for: account).faults
            if isJSON {
                try say(json: faults)
                guard faults.isEmpty else { throw ExitCode(78) }
                return
            }
            try ConfigurationSource.tell(faults)
            let who = geteuid() == 0 ? ", qui lit tout ; --user vérifie ceux d'un autre" : ""
            Terminal.say(
                "\(config) : la configuration est bonne (droits de l'utilisateur « \(UserName.of(geteuid())) »\(who)).")
        }

        /// What the kernel lets the agent's user do, only that user can tell.
        private func becomeAgent() throws {
            guard geteuid() == 0 else {
                guard user == nil else { throw ValidationError("Seul root vérifie les droits d'un autre utilisateur.") }
                return
            }
            guard let account = try user.map(known) ?? owner, account.user != 0 else { return }
            guard unsafe initgroups(UserName.of(account.user), account.group) == 0, setgid(account.group) == 0,
                setuid(account.user) == 0
            else { throw ValidationError("Les droits de cet utilisateur ne peuvent pas être pris.") }
        }

        private var owner: AgentAccount? {
            AgentAccount.owner(of: ConfigurationReading(file: config).configuration.stateDirectory)
                ?? .named("insi-agent")
        }

        private func known(_ user: String) throws -> AgentAccount {
            let name = UInt32(user).map(UserName.of) ?? user
            if let account = AgentAccount.named(name) { return account }
            guard let number = UInt32(user) else { throw ValidationError("Utilisateur inconnu : \(user)") }
            return AgentAccount(user: number, group: number)
        }
    }
}
