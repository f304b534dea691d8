import AgentCore
import ArgumentParser
import CLinux
import FoundationEssentials

/// `insi-agent doctor`: what is wrong on this machine, the cause first.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Cherche ce qui ne va pas sur ce poste et dit par quoi commencer, sans rien changer.",
        discussion: """
            D'abord la cause probable et son remède, puis une ligne par point dans l'ordre où on les règle : ok, attention \
            ou erreur. Aucun appel n'est fait avec une identité et aucune carte n'est lue ; insi-agent check fait un appel \
            de test. Une minute au plus, même sans agent, sans pcscd, sans réseau ou sans configuration.
            Tout utilisateur peut la lancer ; root voit de plus les secrets, et quel programme tient une carte ou le port. Root \
            juge ce que l'utilisateur de l'agent (le propriétaire de StateDirectory) peut lire et écrire. Un secret que le \
            gestionnaire de services remet à l'agent seul n'est pas vérifié.

            Avec --bundle, une archive pour le support, sans donnée personnelle : diagnostic, configuration sans valeurs \
            confidentielles, versions, lecteurs, état, mesures et derniers \
            événements de l'agent, droits des fichiers, sans les noms que quelqu'un a choisis.

            Codes de sortie : 0 aucune erreur, avec ou sans avertissement ; 1 au moins une erreur, ou archive impossible à \
            écrire ; 78 le fichier de configuration ne peut pas être lu ou a une faute.
            """)

    @Option(help: "Fichier de configuration.")
    var config = ConfigurationSource.path

    @Flag(name: .customLong("json"), help: "Objet JSON { cause, findings: [{ check, status, text, action, code }] }.")
    var isJSON = false

    @Option(
        help: ArgumentHelp(
            "Écrit aussi une archive pour le support (tar.gz, 0600) ; un fichier existant est gardé.",
            valueName: "fichier"))
    var bundle: String?

    func run() async throws {
        _ = linux_forbid_dump()
        let doctor = Doctor(file: config)
        let diagnosis = await doctor.diagnosis()
        if isJSON {
            Terminal.say(try SupportBundle.encoded(diagnosis))
        } else {
            diagnosis.lines.forEach(Terminal.say)
        }
        if let bundle { try await write(SupportBundle(file: config, diagnosis: diagnosis), to: bundle) }
        if diagnosis.findings.contains(where: { $0.check == .configuration && $0.status == .error }) {
            throw ExitCode(78)
        }
        if diagnosis.findings.contains(where: { $0.status == .error }) { throw ExitCode(1) }
    }

    private func write(_ bundle: SupportBundle, to path: String) async throws {
        let entries = try await bundle.entries()
        do throws(ArchiveFault) {
            try Archive.write(entries, to: path)
        } catch {
            Terminal.complain("\(path) : \(error.sentence)")
            throw ExitCode(1)
        }
        if !isJSON { Terminal.say("Archive écrite : \(path)") }
    }
}
