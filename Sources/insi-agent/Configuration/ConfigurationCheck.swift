import AgentCore
import Cryptography
import FoundationEssentials
import Glibc

/// Everything that must hold before anything is opened: the lines, the keys that belong together, the files that they name.
///
/// `serve` starts only where it finds nothing, and `config check` tells the same. What may be read is what this process may.
struct ConfigurationCheck {
    /// The configuration with what the service manager hands over.
    let configuration: Configuration
    private let reading: ConfigurationReading
    private let account: AgentAccount
    private let secrets: SecretFile

    /// Whether this process is the service: only it sees that a key which the service manager may hand over is not there.
    private let isService: Bool

    /// A check for an agent of this account.
    init(_ reading: ConfigurationReading, for account: AgentAccount, isService: Bool = false) {
        self.reading = reading
        self.isService = isService
        self.account = account
        secrets = SecretFile(account: account, credentials: .ofProcess)
        configuration = Credentials.ofProcess.completing(reading.configuration)
    }

    /// All of them, those of lines in the order of the files.
    var faults: [ConfigurationFault] {
        reading.faults + untrusted + reading.missing(in: configuration) + Named.allCases.compactMap(fault)
    }

    /// Files of the configuration, and the folder of its drop-ins, that others may change.
    private var untrusted: [ConfigurationFault] {
        (reading.files + reading.files.prefix(1).map { $0 + ".d" }).compactMap { file in
            TrustedFile.fault(file, for: account).map { ConfigurationFault($0, at: .init(file: file)) }
        }
    }

    /// The keys that name something outside of the configuration.
    private enum Named: String, CaseIterable {
        case stateDirectory = "StateDirectory"
        case socket = "Socket"
        case cardAuthorities = "CardAuthorities"
        case apiLec = "ApiLec"
        case apiLecConfiguration = "ApiLecConfiguration"
        case mica = "Mica"
        case trustAnchors = "TrustAnchors"
        case revocationLists = "RevocationLists"
        case proxyPassword = "ProxyPassword"
        case passphrase = "ClientCertificatePassphrase"
        case certificate = "ClientCertificate"

        var section: String {
            switch self {
            case .stateDirectory: "agent"
            case .socket: "endpoint"
            case .cardAuthorities: "professional"
            case .apiLec, .apiLecConfiguration, .mica: "vitale"
            default: "insi"
            }
        }
    }

    /// What is wrong with it; a default is only judged once every line could be read, since a line with a fault may replace it.
    private func fault(_ named: Named) -> ConfigurationFault? {
        let isWritten = reading.place(section: named.section, key: named.rawValue) != nil
        guard isWritten || reading.faults.isEmpty else { return nil }
        do throws(ConfigurationFault) {
            try look(at: named)
            return nil
        } catch {
            return reading.fault(error.message, section: named.section, key: named.rawValue)
        }
    }

    private func look(at named: Named) throws(ConfigurationFault) {
        switch named {
        case .stateDirectory:
            try Self.writable(configuration.stateDirectory)
            try seal()
            try clients()
        case .socket: try Self.socket(configuration.socket)
        case .cardAuthorities:
            if let path = configuration.cardAuthorities { _ = try NamedFiles.cardAuthorities(path) }
            try trusted(configuration.cardAuthorities)
        case .apiLec: try library(configuration.apiLec)
        case .apiLecConfiguration:
            if configuration.apiLec != nil { try present(configuration.apiLecConfiguration) }
        case .mica: try library(configuration.mica)
        case .trustAnchors:
            _ = try NamedFiles.anchors(configuration.trustAnchors)
            try trusted(configuration.trustAnchors)
        case .revocationLists:
            if let path = configuration.revocationLists { _ = try NamedFiles.revocationLists(path) }
            try trusted(configuration.revocationLists)
        case .proxyPassword: if configuration.proxy != nil { try secret(configuration.proxyPassword) }
        case .passphrase: try passphrase()
        case .certificate: try certificate()
        }
    }

    /// A file that others may change is not believed.
    private func trusted(_ path: String?) throws(ConfigurationFault) {
        guard let path, let fault = TrustedFile.fault(path, for: account) else { return }
        throw ConfigurationFault(fault)
    }

    private func secret(_ path: String?) throws(ConfigurationFault) {
        guard let path else { return }
        var secret = try secrets.secret(path)
        SecretFile.wipe(&secret)
    }

    private func passphrase() throws(ConfigurationFault) {
        guard configuration.authentication == .softwareCertificate else { return }
        try secret(configuration.clientCertificatePassphrase)
    }

    /// Where the passphrase cannot be read, which is told for its own key, only the file itself is looked at.
    private func certificate() throws(ConfigurationFault) {
        guard configuration.clientCertificate != nil else { return }
        let certificate = SoftwareCertificate(configuration, secrets)
        do throws(ConfigurationFault) {
            try passphrase()
        } catch {
            return try certificate.look()
        }
        _ = try certificate.open()
    }

    /// A key that is there already, or is handed over, must be a secret of 32 bytes, and the one with which the trail was made:
    /// a new one beside what an old one sealed would make that unreadable, and break the chain.
    private func seal() throws(ConfigurationFault) {
        let path = SealFile.path(
            credential: Credentials.ofProcess.path(.sealKey), stateDirectory: configuration.stateDirectory)
        guard FileManager.default.fileExists(atPath: path) else {
            guard isService, SealFile.isNeeded(stateDirectory: configuration.stateDirectory) else { return }
            throw ConfigurationFault(
                "\(path) : cette clé manque, et les traces en dépendent ; \(Self.otherKey(configuration))")
        }
        var bytes: [UInt8]
        do throws(SecretFile.Refusal) {
            bytes = try secrets.read(path, limit: 32)
        } catch {
            throw ConfigurationFault(secrets.sentence(error, path))
        }
        defer { SecretFile.wipe(&bytes) }
        guard let key = SealingKey(bytes) else {
            throw ConfigurationFault("\(path) : une clé de 32 octets est attendue.")
        }
        let trail = AuditFolder(stateDirectory: configuration.stateDirectory, keys: AuditKeys(key))
        guard (try? trail.isOfAnotherKey()) == true else { return }
        throw ConfigurationFault(
            "\(path) : ce n'est pas la clé avec laquelle les traces ont été faites ; \(Self.otherKey(configuration))")
    }

    /// Who may call stands in a file that must be understood, or nobody could.
    private func clients() throws(ConfigurationFault) {
        do throws(AgentError) {
            _ = try ClientRegistry(stateDirectory: configuration.stateDirectory)
        } catch {
            throw ConfigurationFault(
                "\(configuration.stateDirectory)/clients.json : ce fichier ne peut pas être lu, ou n'est pas celui des programmes "
                    + "autorisés ; remettez-en une copie, ou mettez-le de côté et autorisez-les de nouveau.")
        }
    }

    private static func otherKey(_ configuration: Configuration) -> String {
        "remettez la clé d'avant ou, si elle est perdue, mettez de côté le dossier \(configuration.stateDirectory)/audit : "
            + "sans elle ce qu'elle a scellé reste illisible."
    }

    /// The folder is ours to write in, or can be made.
    private static func writable(_ path: String) throws(ConfigurationFault) {
        var nearest = path
        while nearest != "/", !FileManager.default.fileExists(atPath: nearest) {
            nearest = URL(filePath: nearest).deletingLastPathComponent().path
        }
        guard isFolder(nearest) else { throw ConfigurationFault("\(nearest) : ce n'est pas un dossier.") }
        guard unsafe faccessat(AT_FDCWD, nearest, W_OK | X_OK, AT_EACCESS) == 0 else {
            let what = nearest == path ? "y écrire" : "créer ce dossier"
            throw ConfigurationFault("\(path) : l'utilisateur « \(UserName.of(geteuid())) » ne peut pas \(what).")
        }
    }

    /// A file that is there and is no socket would be in our way.
    private static func socket(_ path: String) throws(ConfigurationFault) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK else { return }
        throw ConfigurationFault("\(path) : autre chose qu'une prise porte déjà ce nom.")
    }

    private func library(_ path: String?) throws(ConfigurationFault) {
        guard let path else { return }
        guard unsafe access(path, R_OK) == 0, !Self.isFolder(path) else {
            throw ConfigurationFault("\(path) : cette bibliothèque n'est pas là ou ne peut pas être lue.")
        }
        try trusted(path)
    }

    private func present(_ path: String?) throws(ConfigurationFault) {
        guard let path else { return }
        guard unsafe access(path, R_OK) == 0 else {
            throw ConfigurationFault("\(path) : ce chemin n'existe pas ou ne peut pas être lu.")
        }
        try trusted(path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
