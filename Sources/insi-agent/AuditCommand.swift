import AgentCore
import ArgumentParser
import Cryptography
import FoundationEssentials
import Glibc

/// `insi-agent audit`: reads the trail on the disk, whether the agent runs or not.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Vérifie et montre les traces des appels, avec la clé de l'agent.",
        subcommands: [VerifyCommand.self, ShowCommand.self, ImageCommand.self])

    /// Where the trail is.
    struct Options: ParsableArguments {
        @Option(help: "Fichier de configuration.")
        var config = ConfigurationSource.path
        @Option(help: "Fichier de la clé, quand le gestionnaire de services la donne à l'agent.")
        var key: String?

        func folder() throws -> AuditFolder {
            let configuration = try ConfigurationSource.read(config)
            let credentials = key.map { Credentials(folder: Self.folder(of: $0)) } ?? .ofProcess
            let secrets = SecretFile(
                account: .ofAgent(stateDirectory: configuration.stateDirectory), credentials: credentials)
            do throws(AgentError) {
                let key = try SealFile.existingKey(
                    credential: key ?? credentials.path(.sealKey), stateDirectory: configuration.stateDirectory,
                    secrets: secrets)
                return AuditFolder(stateDirectory: configuration.stateDirectory, keys: AuditKeys(key))
            } catch {
                Terminal.complain(Self.advice(configuration.stateDirectory, key))
                throw ExitCode(1)
            }
        }

        /// How to have the command find the key. What systemd hands over is in a folder that root may read while the service runs
        /// (systemd.exec(5), `$CREDENTIALS_DIRECTORY`).
        private static func advice(_ stateDirectory: String, _ key: String?) -> String {
            if let key {
                guard unsafe access(key, F_OK) == 0 || errno != ENOENT else {
                    return """
                        Le fichier de --key n'existe pas. Celui de /run/credentials n'est là que pendant que le service tourne ; \
                        sinon la clé est là d'où systemd la prend, par exemple /etc/credstore/insi-agent.seal.key.
                        """
                }
                return """
                    La clé des traces ne peut pas être lue : le fichier de --key doit contenir 32 octets et n'être ouvert qu'à \
                    root et à l'agent.
                    """
            }
            let own = SealFile.path(credential: nil, stateDirectory: stateDirectory)
            if unsafe access(stateDirectory, X_OK) == 0, unsafe access(own, F_OK) != 0 {
                return """
                    La clé des traces n'est pas dans \(stateDirectory). Si systemd la donne à l'agent, lancez la commande en root \
                    avec --key /run/credentials/insi-agent.service/seal.key pendant que le service tourne, sinon avec --key \
                    /etc/credstore/insi-agent.seal.key.
                    """
            }
            return "La clé des traces ne peut pas être lue : lancez la commande en root, ou sous le compte de l'agent."
        }

        /// What the service manager hands over is a folder of files of its own rights.
        private static func folder(of path: String) -> String {
            path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        }
    }

    /// `audit verify`.
    struct VerifyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Vérifie que rien n'a été changé, ajouté ni retiré.",
            discussion: """
                Affiche le numéro et l'empreinte de la dernière trace : notés ailleurs, par exemple dans le journal où \
                l'agent les écrit à chaque démarrage, ils prouvent aussi que la fin n'a pas été coupée.
                """)

        @OptionGroup var options: Options

        func run() throws {
            let folder = try options.folder()
            let report: AuditReport
            do {
                report = try folder.verify()
            } catch {
                Terminal.complain("Les traces ne peuvent pas être lues : \(folder.path)")
                throw ExitCode(1)
            }
            for fault in report.faults {
                Terminal.complain("\(fault.file), ligne \(fault.line) : \(Self.text(fault.fault))")
            }
            for entry in report.noted {
                Terminal.complain(
                    "\(entry.time) : l'agent a trouvé des traces changées ou manquantes (\(entry.detail ?? "")).")
            }
            if let missing = report.missing {
                Terminal.complain("La fin manque : la trace \(missing) avait été écrite.")
            }
            Terminal.say(
                "\(report.entries) traces dans \(report.files) fichiers ; dernière : \(report.lastSeq) \(report.lastChain)"
            )
            if !report.openCalls.isEmpty {
                Terminal.say(
                    "\(report.openCalls.count) appels dont la fin n'est pas connue (agent arrêté pendant l'appel).")
            }
            guard report.isSound else { throw ExitCode(1) }
            Terminal.say("La chaîne est intacte.")
        }

        private static func text(_ fault: AuditSegment.Fault) -> String {
            switch fault {
            case .unreadable: "ce n'est pas une trace."
            case .broken: "cette trace, ou une trace avant elle, a été changée, ajoutée ou retirée."
            case .beginning: "ce fichier, ou de plus anciens, ont été retirés sans trace."
            case .number: "les numéros ne se suivent pas."
            case .key: "ce fichier a été fait avec une autre clé, ou son début manque."
            }
        }
    }

    /// `audit show`.
    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Affiche les traces, une ligne JSON par trace, sans les réponses.",
            discussion: "Avec --matricule, lu sur l'entrée standard, seules celles de cette personne.")

        @OptionGroup var options: Options
        @Option(help: "Premier jour, AAAA-MM-JJ.") var from: LocalDay?
        @Option(help: "Dernier jour, AAAA-MM-JJ.") var to: LocalDay?
        @Flag(help: "Lit un matricule de 13 caractères sur l'entrée standard.") var matricule = false

        func run() throws {
            let folder = try options.folder()
            let person = try matricule ? person(in: folder) : nil
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var isWhole = true
            for name in try folder.names() {
                let segment = try folder.read(name)
                if let fault = segment.fault {
                    Terminal.complain("\(name) : lu jusqu'à la ligne \(fault.line), qui ne tient pas.")
                    isWhole = false
                }
                for var entry in segment.entries {
                    guard isWanted(entry), person == nil || entry.patient == person
                    else { continue }
                    entry.image = nil
                    Terminal.say(String(decoding: try encoder.encode(entry), as: UTF8.self))
                }
            }
            guard isWhole else { throw ExitCode(1) }
        }

        /// By the days of this machine's clock; a time that is none is shown.
        private func isWanted(_ entry: AuditEntry) -> Bool {
            guard let day = Timestamp.seconds(entry.time.prefix(19) + "Z").map(LocalDay.init(at:)) else { return true }
            return from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true
        }

        private func person(in folder: AuditFolder) throws -> String {
            let text = (readLine() ?? "").filter { !$0.isWhitespace }.uppercased()
            guard text.utf8.count == 13, text.utf8.count == text.count else {
                Terminal.complain("Un matricule de 13 caractères est attendu, sans sa clé.")
                throw ExitCode(64)
            }
            return folder.person(text)
        }
    }

    /// `audit image`.
    struct ImageCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "image",
            abstract: "Affiche la réponse du service à un appel, telle qu'elle est venue : elle nomme une personne.")

        @OptionGroup var options: Options
        @Argument(help: "messageID de l'appel, tel que « audit show » l'affiche.") var messageID: String

        func run() throws {
            let folder = try options.folder()
            for name in try folder.names() {
                for entry in try folder.read(name).entries where entry.messageID == messageID && entry.image != nil {
                    guard let image = folder.image(of: entry) else {
                        Terminal.complain("Cette réponse a été scellée avec une autre clé.")
                        throw ExitCode(1)
                    }
                    Terminal.say(String(decoding: image, as: UTF8.self))
                    return
                }
            }
            Terminal.complain("Aucune réponse n'est gardée pour cet appel.")
            throw ExitCode(1)
        }
    }
}
