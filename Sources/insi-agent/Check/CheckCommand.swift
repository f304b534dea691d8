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

    @Flag(name: .customLong("json"), help: "Tableau JSON de { check, status, text, action, code }, pour un script.")
    var isJSON = false

    func run() async throws {
        _ = linux_forbid_dump()
        var report = CheckReport(isJSON: isJSON)
        await check(try ConfigurationSource.read(config), &report)
        try report.end()
    }

    /// Adds the findings one by one, in the order in which one would read the configuration, and makes the call.
    private func check(_ configuration: Configuration, _ report: inout CheckReport) async {
        let examination = Examination(configuration: configuration, file: config)
        let client = AgentProbe(socket: configuration.socket)
        let agent = await client.state()
        report.add(.configuration(configuration, file: config))
        report.add(examination.authentication(agent.document, namesHolder: true))
        report.add(.idam(configuration))
        report.add(examination.trustAnchors)
        if configuration.authentication == .cpx { report.add(examination.cardAuthorities) }
        report.add(examination.revocationLists)
        let way = await Way.look(examination, isCallMade: true)
        [way.dns, way.proxy, way.tls, way.clock].forEach { report.add($0) }
        report.add(.agent(agent, for: configuration))
        let testCall = TestCall(configuration, isAllowedInProduction: call)
        if let obstacle = testCall.obstacle(agent: agent.document, before: report.findings, isBare: way.isBare) {
            return report.add(obstacle)
        }
        report.add(testCall.finding(await client.search(TestCall.body, within: testCall.patience)))
    }
}
