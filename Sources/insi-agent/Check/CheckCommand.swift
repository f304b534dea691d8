import AgentCore
import ArgumentParser
import CLinux

/// `insi-agent check`: the configuration told like a person would, from the file to one call.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Vérifie la configuration, du fichier jusqu'à un appel avec une identité de test.",
        discussion: """
            Une ligne par point : ok, attention ou erreur, et ce qu'il faut faire. L'appel passe par l'agent qui tourne et \
            porte sur une identité fictive ; il est tracé comme vérification. En production il n'est fait qu'avec --call.
            À lancer par l'utilisateur de l'agent, qui seul lit ses secrets, ou par root.

            Codes de sortie : 0 aucune erreur, avec ou sans avertissement ; 1 au moins une erreur ; 78 le fichier de \
            configuration ne peut pas être lu.

            Pro Santé Connect ne peut pas encore être utilisé : la façon dont INSi le reçoit n'est pas publique. Restent la \
            carte de professionnel (cpx) et le certificat logiciel (softwareCertificate).
            """)

    @Option(help: "Fichier de configuration.")
    var config = ConfigurationSource.path

    @Flag(help: "Fait l'appel aussi en production.")
    var call = false

    @Flag(name: .customLong("json"), help: "Tableau JSON de { check, status, text, action }, pour un script.")
    var isJSON = false

    func run() async throws {
        _ = linux_forbid_dump()
        var report = CheckReport(isJSON: isJSON)
        let examination = Examination(
            configuration: try ConfigurationSource.read(config), file: config, mayCallProduction: call)
        await examination.run(&report)
        try report.end()
    }
}
