import AgentCore
import CLinux
import Cryptography
import FoundationEssentials
import Glibc
import HTTPS

/// Looks at what a configuration depends on, for `check` and `doctor`. It decides nothing: `CheckFinding` does.
struct Examination: Sendable {
    let configuration: Configuration
    let file: String

    /// The secrets of the agent.
    var secrets: SecretFile { .of(stateDirectory: configuration.stateDirectory) }

    static var now: Int64 { Int64(time(nil)) }

    /// The clock and whether the system says that it is kept right: by the kernel's word, or by systemd-timesyncd's.
    static var clock: SeenClock {
        let kernel = linux_clock_is_synchronised()
        let isMarked = FileManager.default.fileExists(atPath: "/run/systemd/timesync/synchronized")
        return SeenClock(now: now, isSynchronised: isMarked || kernel == 1 ? true : kernel == 0 ? false : nil)
    }

    /// `namesHolder` lets the identifiers of the professional's card be told.
    func authentication(_ agent: SeenAgent?, namesHolder: Bool) -> CheckFinding {
        guard configuration.authentication == .softwareCertificate else {
            return .authentication(agent, at: Self.now, for: configuration, namesHolder: namesHolder)
        }
        if configuration.clientCertificate == nil, agent != nil {
            return CheckFinding(
                .authentication, .warning,
                "non vérifié, le gestionnaire de services remet le certificat à l'agent seul",
                action: "Le diagnostic de la page de l'agent le voit.")
        }
        let files = [configuration.clientCertificate, configuration.clientCertificatePassphrase]
        return finding(.authentication, files) { () throws(ConfigurationFault) in
            guard let store = try SoftwareCertificate(configuration, secrets).open() else {
                throw ConfigurationFault("\(file) : aucun certificat logiciel.")
            }
            return .authentication(
                ServiceCertificate(store.certificate), at: Self.now, in: configuration.environment,
                namesHolder: namesHolder)
        }
    }

    var trustAnchors: CheckFinding {
        finding(.trustAnchors, [configuration.trustAnchors]) { () throws(ConfigurationFault) in
            let bytes = try NamedFiles.anchors(configuration.trustAnchors)
            guard let anchors = try? Certificate.list(bytes) else {
                throw ConfigurationFault("\(configuration.trustAnchors) : un de ses certificats est illisible.")
            }
            return .trustAnchors(anchors, at: Self.now, in: configuration.environment)
        }
    }

    var cardAuthorities: CheckFinding {
        finding(.cardAuthorities, [configuration.cardAuthorities]) { () throws(ConfigurationFault) in
            guard let path = configuration.cardAuthorities else { return .cardAuthorities(nil, at: Self.now) }
            return .cardAuthorities(try NamedFiles.cardAuthorities(path), at: Self.now)
        }
    }

    var revocationLists: CheckFinding {
        let text = configuration.revocationLists.flatMap { try? NamedFiles.revocationLists($0) }
        return .revocationLists(
            configuration.revocationLists, text.flatMap { try? RevocationList.list(pem: $0) }, at: Self.now)
    }

    func proxy(_ probe: Result<HTTPResponse, HTTPSError>?) -> CheckFinding {
        finding(.proxy, [configuration.proxyPassword]) { () throws(ConfigurationFault) in
            .proxy(try ServiceConnection.proxy(configuration, secrets)?.url, probe)
        }
    }

    /// The finding, or the fault of one of these files on its way to it. A file that is the agent's and hidden from our user is no
    /// fault.
    private func finding(
        _ check: CheckFinding.Check, _ files: [String?], _ body: () throws(ConfigurationFault) -> CheckFinding
    ) -> CheckFinding {
        if let hidden = files.compactMap({ $0 }).first(where: isHidden) {
            return CheckFinding(
                check, .warning, "non vérifié, \(hidden) n'est lisible que de l'utilisateur de l'agent",
                action: "Relancez la vérification sous cet utilisateur ou en root.")
        }
        do throws(ConfigurationFault) {
            return try body()
        } catch {
            return CheckFinding(
                check, .error, error.message,
                action: "Corrigez cette clé ou ce fichier, puis relancez la vérification.",
                code: error.code ?? check.rawValue + ".unreadable")
        }
    }

    /// Whether a file is hidden from our user, who is not the one that owns the state directory.
    private func isHidden(_ path: String) -> Bool {
        guard geteuid() != 0, unsafe access(path, R_OK) != 0, errno == EACCES else { return false }
        var folder = stat()
        return unsafe stat(configuration.stateDirectory, &folder) == 0 && folder.st_uid != geteuid()
    }
}
