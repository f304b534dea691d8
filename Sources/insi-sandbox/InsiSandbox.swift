public import ArgumentParser
public import CardSimulator
import FoundationEssentials
import Glibc
public import SandboxKit

/// `insi-sandbox`: a whole reception desk on this machine, with fictitious people and the real agent.
@main
struct InsiSandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insi-sandbox",
        abstract:
            "Lance le vrai agent avec un pcscd privé, des lecteurs et des cartes virtuels et un service INSi simulé.",
        discussion: """
            Rien d'autre n'est touché sur la machine, et rien ne reste après l'arrêt. Les personnes sont fictives ; \
            le code de la carte de test est 1234.

            Commandes de --script, une par ligne : \(ScriptCommand.usage). Une panne compte les commandes à partir de là ; \
            sharing et held sont l'usage exclusif et la transaction d'un autre logiciel. service change le service INSi \
            simulé, pour les N appels suivants avec xN, sinon jusqu'à nouvel ordre. \(ServiceOrder.names)
            """)

    @Flag(help: "Insère les deux cartes, saisit le code, attend le résultat, affiche le document d'état et s'arrête.")
    var once = false

    @Flag(help: "Pour les programmes : une ligne JSON quand tout est prêt, puis des commandes sur l'entrée standard.")
    var script = false

    @Option(
        help: "Carte du patient : fichier JSON, ou @NOM d'une carte fournie (--cards) ; ADRDEUX LAURENT par défaut.")
    var patient: String?

    @Flag(help: "Liste les cartes fournies.")
    var cards = false

    @Flag(help: "Donne au lecteur du professionnel un clavier pour le code.")
    var pinPad = false

    @Option(
        name: .customLong("set"),
        help: "Clé de la configuration de l'agent, par exemple agent.Automatic=non ; peut être répété.")
    var settings: [String] = []

    @Option(help: "Dossier qui reçoit chaque demande et chaque réponse SOAP.")
    var record: String?

    @Option(
        help:
            "Comment l'agent s'authentifie auprès du service : cpx (carte de professionnel) ou softwareCertificate (TLS mutuel)."
    )
    var authentication = Authentication.cpx

    @Option(help: "Fichier JSON d'identités que le service connaît en plus des siennes.")
    var identities: String?

    @Option(help: "Défaut du certificat du service simulé.")
    var serverFlaw: TestAuthority.ServerFlaw?

    func validate() throws {
        guard !(once && script) else { throw ValidationError("--once et --script s'excluent.") }
        for text in settings where SandboxOptions.Setting(text) == nil {
            throw ValidationError("--set \(text) : section.Clé=valeur est attendu.")
        }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        if cards { return try listCards() }
        let stop = await StopSignals()
        do {
            let card = try CardFiles.card(patient, for: .patient)
            let sandbox = try await Sandbox.start(try options())
            let failure = await outcome(of: sandbox, card, stop)
            await sandbox.stop()
            if let failure { throw failure }
        } catch let error as SandboxError {
            Console.tell("insi-sandbox : \(error)")
            throw ExitCode(1)
        }
    }

    private func outcome(of sandbox: Sandbox, _ card: CardDescription, _ stop: StopSignals) async -> SandboxError? {
        do throws(SandboxError) {
            if once {
                try await stop.unlessStopped { () throws(SandboxError) in
                    try await OnceMode(sandbox: sandbox, patient: card).run()
                }
            } else if script {
                await ScriptMode(sandbox: sandbox, patient: card).run(stop)
            } else {
                try await DeskMode(sandbox: sandbox, patient: card).run(stop)
            }
            return nil
        } catch {
            return error
        }
    }

    /// Each card with what it shows.
    private func listCards() throws {
        struct Comment: Decodable {
            let comment: String?
        }
        for persona in Persona.all {
            let comment = try JSONDecoder().decode(Comment.self, from: Data(persona.json)).comment ?? ""
            Console.result("@\(persona.name) : \(comment)")
        }
    }

    private func options() throws(SandboxError) -> SandboxOptions {
        var options = SandboxOptions(
            products: try products(), record: record.map(absolute), hasPINPad: pinPad,
            settings: settings.compactMap { SandboxOptions.Setting($0) })
        options.authentication = authentication
        options.identities = identities
        options.serverFlaw = serverFlaw
        return options
    }

    /// The folder of this program, which holds the agent and the reader library too.
    private func products() throws(SandboxError) -> String {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            let slash = program.lastIndex(of: "/")
        else { throw SandboxError("démarrage", "/proc/self/exe n'est pas lisible") }
        return String(program[..<slash])
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

extension Authentication: ExpressibleByArgument {}
extension TestAuthority.ServerFlaw: ExpressibleByArgument {}
