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

    /// A check for an agent of this account.
    init(_ reading: ConfigurationReading, for account: AgentAccount) {
        self.reading = reading
        self.account = account
        secrets = SecretFile(account: account, credentials: .ofProcess)
        configuration = Credentials.ofProcess.completing(reading.configuration)
    }

    /// All of them, those of lines in the order of the files.
    var faults: [ConfigurationFault] {
        reading.faults + reading.missing(in: configuration) + namedFaults
    }

    /// Those of what the keys name.
    var namedFaults: [ConfigurationFault] { Named.allCases.compactMap(fault) }

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
            try writable(configuration.stateDirectory)
            try seal()
        case .socket: try Self.socket(configuration.socket)
        case .cardAuthorities:
            if let path = configuration.cardAuthorities { _ = try NamedFiles.cardAuthorities(path) }
        case .apiLec: try Self.library(configuration.apiLec)
        case .apiLecConfiguration:
            if configuration.apiLec != nil { try Self.present(configuration.apiLecConfiguration) }
        case .mica: try Self.library(configuration.mica)
        case .trustAnchors: _ = try NamedFiles.anchors(configuration.trustAnchors)
        case .revocationLists:
            if let path = configuration.revocationLists { _ = try NamedFiles.revocationLists(path) }
        case .proxyPassword: if configuration.proxy != nil { try secret(configuration.proxyPassword) }
        case .passphrase: try passphrase()
        case .certificate: try certificate()
        }
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

    /// A key that is there already, or is handed over, must be a secret of 32 bytes.
    private func seal() throws(ConfigurationFault) {
        let path = SealFile.path(
            credential: Credentials.ofProcess.path(.sealKey), stateDirectory: configuration.stateDirectory)
        guard FileManager.default.fileExists(atPath: path) else { return }
        var key: [UInt8]
        do throws(SecretFile.Refusal) {
            key = try secrets.read(path, limit: 32)
        } catch {
            throw ConfigurationFault(secrets.sentence(error, path))
        }
        defer { SecretFile.wipe(&key) }
        guard key.count == 32 else { throw ConfigurationFault("\(path) : une clé de 32 octets est attendue.") }
    }

    /// The folder is ours to write in, or can be made.
    private func writable(_ path: String) throws(ConfigurationFault) {
        var nearest = path
        while nearest != "/", !FileManager.default.fileExists(atPath: nearest) {
            nearest = URL(filePath: nearest).deletingLastPathComponent().path
        }
        guard Self.isFolder(nearest) else { throw ConfigurationFault("\(nearest) : ce n'est pas un dossier.") }
        guard Self.may(W_OK | X_OK, nearest) else {
            let what = nearest == path ? "y écrire" : "créer ce dossier"
            throw ConfigurationFault("\(path) : l'utilisateur « \(UserName.of(account.user)) » ne peut pas \(what).")
        }
    }

    /// A file that is there and is no socket would be in our way.
    private static func socket(_ path: String) throws(ConfigurationFault) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK else { return }
        throw ConfigurationFault("\(path) : autre chose qu'une prise porte déjà ce nom.")
    }

    private static func library(_ path: String?) throws(ConfigurationFault) {
        guard let path else { return }
        guard may(R_OK, path), !isFolder(path) else {
            throw ConfigurationFault("\(path) : cette bibliothèque n'est pas là ou ne peut pas être lue.")
        }
    }

    private static func present(_ path: String?) throws(ConfigurationFault) {
        guard let path, !may(R_OK, path) else { return }
        throw ConfigurationFault("\(path) : ce chemin n'existe pas ou ne peut pas être lu.")
    }

    /// By the rights that files are opened with.
    private static func may(_ mode: Int32, _ path: String) -> Bool {
        unsafe faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
