import FoundationEssentials

/// What the service manager hands over in a folder of its own (systemd.exec(5), `LoadCredential=`, `CREDENTIALS_DIRECTORY`).
///
/// A key of the configuration goes before the credential that would stand in for it.
public struct Credentials: Equatable, Sendable {
    /// The names that the agent looks for.
    public enum Name: String, CaseIterable, Sendable {
        /// The key that seals what is kept on disk, 32 bytes.
        case sealKey = "seal.key"
        /// The software certificate, PKCS#12.
        case clientCertificate = "client-certificate.p12"
        /// Its passphrase.
        case clientCertificatePassphrase = "client-certificate.passphrase"
        /// The password of the proxy.
        case proxyPassword = "proxy.password"
    }

    private let folder: String?

    /// The credentials of a folder; none without one.
    public init(folder: String?) {
        self.folder = folder.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Those of this process.
    public static var ofProcess: Credentials {
        Credentials(folder: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
    }

    /// Whether any of them was handed over. A shell may have the folder of another service, a terminal's for one.
    public var areHandedOver: Bool { Name.allCases.contains { path($0) != nil } }

    /// The file of a credential; nil when it was not handed over.
    public func path(_ name: Name) -> String? {
        folder.map { $0 + "/" + name.rawValue }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }

    /// Whether a file is one of them.
    func holds(_ path: String) -> Bool {
        folder.map { path.hasPrefix($0 + "/") } ?? false
    }

    /// The configuration with the files of credentials where a key that needs one has none.
    public func completing(_ configuration: Configuration) -> Configuration {
        var whole = configuration
        if configuration.authentication == .softwareCertificate {
            whole.clientCertificate = configuration.clientCertificate ?? path(.clientCertificate)
            whole.clientCertificatePassphrase =
                configuration.clientCertificatePassphrase ?? path(.clientCertificatePassphrase)
        }
        if configuration.proxy != nil {
            whole.proxyPassword = configuration.proxyPassword ?? path(.proxyPassword)
        }
        return whole
    }

    /// The credentials that this configuration takes.
    public func used(by configuration: Configuration) -> [Name] {
        let whole = completing(configuration)
        return Name.allCases.filter { name in
            switch name {
            case .sealKey: path(.sealKey) != nil
            case .clientCertificate: whole.clientCertificate != configuration.clientCertificate
            case .clientCertificatePassphrase:
                whole.clientCertificatePassphrase != configuration.clientCertificatePassphrase
            case .proxyPassword: whole.proxyPassword != configuration.proxyPassword
            }
        }
    }
}
