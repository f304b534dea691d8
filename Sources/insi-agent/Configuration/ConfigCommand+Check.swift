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
                celui de --user. Ce que le gestionnaire de services donne à l'agent n'est vu que dans le service.

                Codes de sortie : 0 aucune faute ; 78 au moins une.
                """)

        @Option(help: "Fichier de configuration.") var config = ConfigurationSource.path
        @Option(help: "Utilisateur de l'agent, par nom ou numéro, dont root vérifie les droits.") var user: String?
        @Flag(name: .customLong("json"), help: "Tableau JSON de { file, line, column, key, message }, pour un script.")
        var isJSON = false

        func run() throws {
            try becomeAgent()
            let faults = ConfigurationCheck(ConfigurationReading(file: config)).faults
            if isJSON {
                try say(json: faults)
                guard faults.isEmpty else { throw ExitCode(78) }
                return
            }
            try ConfigurationSource.tell(faults)
            Terminal.say(
                "\(config) : la configuration est bonne (droits de l'utilisateur « \(UserName.of(geteuid())) »).")
        }

        /// What the kernel lets the agent's user do, only that user can tell.
        private func becomeAgent() throws {
            guard geteuid() == 0 else {
                guard user == nil else { throw ValidationError("Seul root vérifie les droits d'un autre utilisateur.") }
                return
            }
            let account = try user.map(account) ?? standard
            guard account.user != 0 else { return }
            guard setgroups(0, nil) == 0, setgid(account.group) == 0, setuid(account.user) == 0 else {
                throw ValidationError("Les droits de cet utilisateur ne peuvent pas être pris.")
            }
        }

        private var standard: AgentAccount {
            .ofAgent(stateDirectory: ConfigurationReading(file: config).configuration.stateDirectory)
        }

        private func account(_ name: String) throws -> AgentAccount {
            if let entry = unsafe getpwnam(name) {
                return unsafe AgentAccount(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
            }
            guard let number = UInt32(name) else { throw ValidationError("Utilisateur inconnu : \(name)") }
            if let entry = unsafe getpwuid(number) {
                return unsafe AgentAccount(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
            }
            return AgentAccount(user: number, group: number)
        }
    }
}
