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
    /// Whose agent it is.
    let account: AgentAccount
    /// The secrets that it may read.
    let secrets: SecretFile
    /// Whether this process is the service: only it sees that a key which the service manager may hand over is not there.
    let isService: Bool

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
        reading.faults + untrusted + reading.missing(in: configuration) + namedFaults
    }

    /// Files of the configuration, and the folder of its drop-ins, that others may change. Of an open folder the files in it need
    /// not be told.
    var untrusted: [ConfigurationFault] {
        let folder = reading.files.prefix(1).compactMap { untrusted($0 + ".d") }
        let files = folder.isEmpty ? reading.files[...] : reading.files.prefix(1)
        return files.compactMap(untrusted) + folder
    }

    private func untrusted(_ path: String) -> ConfigurationFault? {
        TrustedFile.fault(path, for: account).map { ConfigurationFault($0, at: .init(file: path)) }
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
        case .stateDirectory: try state()
        case .socket: try Self.socket(configuration.socket)
        case .cardAuthorities:
            if let path = configuration.cardAuthorities { _ = try NamedFiles.cardAuthorities(path) }
            try trusted(configuration.cardAuthorities)
        case .apiLec: try Self.library(configuration.apiLec)
        case .apiLecConfiguration:
            if configuration.apiLec != nil { try Self.present(configuration.apiLecConfiguration) }
        case .mica: try Self.library(configuration.mica)
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
    static func may(_ mode: Int32, _ path: String) -> Bool {
        unsafe faccessat(AT_FDCWD, path, mode, AT_EACCESS) == 0
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
