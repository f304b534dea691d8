import ArgumentParser
import CardSimulator
import FoundationEssentials
import Glibc
import SandboxKit

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
            """)

    @Flag(help: "Insère les deux cartes, saisit le code, attend le résultat, affiche le document d'état et s'arrête.")
    var once = false

    @Flag(help: "Pour les programmes : une ligne JSON quand tout est prêt, puis des commandes sur l'entrée standard.")
    var script = false

    @Option(help: "Description JSON de la carte Vitale ; ADRDEUX LAURENT par défaut.")
    var patient: String?

    @Option(help: "Dossier qui reçoit chaque demande et chaque réponse SOAP.")
    var record: String?

    func validate() throws {
        guard !(once && script) else { throw ValidationError("--once et --script s'excluent.") }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let stop = await StopSignals()
        do {
            let card = try CardFiles.patient(patient)
            let sandbox = try await Sandbox.start(
                SandboxOptions(products: try products(), record: record.map(absolute)))
            let failure = await outcome(of: sandbox, card, stop)
            await sandbox.stop()
            if let failure { throw failure }
        } catch let error as SandboxError {
            Console.tell("insi-sandbox : \(error)")
            throw ExitCode(1)
        }
    }

    private func outcome(of sandbox: Sandbox, _ card: VitaleDescription, _ stop: StopSignals) async -> SandboxError? {
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
