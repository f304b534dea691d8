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
    /// Whether secrets of the agent may be handed to it alone, so that this process does not see them.
    let missesCredentials: Bool
    private let rights: AgentRights

    /// An examination in the agent itself, or beside it.
    init(configuration: Configuration, file: String, isAgent: Bool = false) {
        self.configuration = configuration
        self.file = file
        missesCredentials = !isAgent && !Credentials.ofProcess.areHandedOver
        rights = AgentRights(stateDirectory: configuration.stateDirectory)
    }

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
        if configuration.clientCertificate == nil, missesCredentials {
            return unseen(.authentication, .clientCertificate, agent)
        }
        let certificate = softwareCertificate(namesHolder)
        let needsPassphrase = certificate.code == "certificate.passphrase"
        guard needsPassphrase, configuration.clientCertificatePassphrase == nil, missesCredentials else {
            return certificate
        }
        return unseen(.authentication, .clientCertificatePassphrase, agent)
    }

    private func softwareCertificate(_ namesHolder: Bool) -> CheckFinding {
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
            try trusted(.trustAnchors, configuration.trustAnchors)
            return .trustAnchors(anchors, at: Self.now, in: configuration.environment)
        }
    }

    var cardAuthorities: CheckFinding {
        finding(.cardAuthorities, [configuration.cardAuthorities]) { () throws(ConfigurationFault) in
            guard let path = configuration.cardAuthorities else { return .cardAuthorities(nil, at: Self.now) }
            let authorities = try NamedFiles.cardAuthorities(path)
            try trusted(.cardAuthorities, path)
            return .cardAuthorities(authorities, at: Self.now)
        }
    }

    var revocationLists: CheckFinding {
        finding(.revocationLists, [configuration.revocationLists]) { () throws(ConfigurationFault) in
            guard let path = configuration.revocationLists else { return .revocationLists(nil, nil, at: Self.now) }
            let text = try NamedFiles.revocationLists(path)
            try trusted(.revocationLists, path)
            return .revocationLists(path, try? RevocationList.list(pem: text), at: Self.now)
        }
    }

    /// Why the proxy is asked without its password; nil when nothing stands in the way.
    var proxyObstacle: CheckFinding? {
        if configuration.proxyUser != nil, configuration.proxyPassword == nil, missesCredentials {
            return unseen(.proxy, .proxyPassword, nil)
        }
        let found = finding(.proxy, [configuration.proxyPassword]) { () throws(ConfigurationFault) in
            _ = try ServiceConnection.proxy(configuration, secrets)
            return CheckFinding(.proxy, .ok, "")
        }
        return found.status == .ok ? nil : found
    }

    /// The way to the service, bare where a secret for it is not ours to read; nil where there is none.
    var connection: (way: ServiceConnection, isBare: Bool)? {
        rights.look {
            if let whole = try? ServiceConnection(configuration, secrets) { return (whole, false) }
            return (try? ServiceConnection(configuration, nil)).map { ($0, true) }
        }
    }

    /// What would keep the agent from starting, among the files of the configuration and what its keys name, by the agent's
    /// rights; nothing where we do not have them.
    func fileFaults(_ reading: ConfigurationReading) -> [ConfigurationFault] {
        guard rights.areKnown else { return [] }
        return rights.look {
            let check = ConfigurationCheck(reading, for: rights.account)
            return check.untrusted + check.namedFaults
        }
    }

    /// The first fault of the state directory and the files of secrets.
    func storageFault(isAgent: Bool) -> FileFault? {
        rights.look { StorageProbe(configuration: configuration, isAgent: isAgent).fault }
    }

    /// A file that others may change is not believed.
    private func trusted(_ check: CheckFinding.Check, _ path: String) throws(ConfigurationFault) {
        guard rights.areKnown, let fault = TrustedFile.fault(path, for: rights.account) else { return }
        throw ConfigurationFault(fault, code: check.rawValue + ".mode")
    }

    private func unseen(_ check: CheckFinding.Check, _ name: Credentials.Name, _ agent: SeenAgent?) -> CheckFinding {
        .unseen(check, name, isHandedOver: agent != nil || ServiceUnit.declares(name))
    }

    /// The finding by the agent's rights, or the fault of one of these files on its way to it. A file that is the agent's and
    /// hidden from our user is no fault.
    private func finding(
        _ check: CheckFinding.Check, _ files: [String?], _ body: () throws(ConfigurationFault) -> CheckFinding
    ) -> CheckFinding {
        rights.look { judged(check, files, body) }
    }

    private func judged(
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
