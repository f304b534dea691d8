import AgentCore
import Cryptography

/// The PKCS#12 file of the software certificate, which holds its private key.
struct SoftwareCertificate {
    private let configuration: Configuration
    private let secrets: SecretFile
    /// More than any chain has, in bytes.
    private static let limit = 1 << 20

    init(_ configuration: Configuration, _ secrets: SecretFile) {
        self.configuration = configuration
        self.secrets = secrets
    }

    /// Reads the file without opening it.
    func look() throws(ConfigurationFault) {
        guard configuration.authentication == .softwareCertificate, let path = configuration.clientCertificate else {
            return
        }
        var bytes = try read(path)
        SecretFile.wipe(&bytes)
    }

    /// The certificate with its key, nil where calls are made without one.
    func open() throws(ConfigurationFault) -> PKCS12? {
        guard configuration.authentication == .softwareCertificate else { return nil }
        guard let path = configuration.clientCertificate else {
            throw ConfigurationFault("la clé ClientCertificate de [insi] va avec Authentication=softwareCertificate.")
        }
        let bytes = try read(path)
        var passphrase: [UInt8] = []
        if let file = configuration.clientCertificatePassphrase { passphrase = try secrets.secret(file) }
        defer { SecretFile.wipe(&passphrase) }
        do throws(CryptoError) {
            return try PKCS12(bytes, passphrase: passphrase)
        } catch {
            let code = error == .wrongPassphrase ? "certificate.passphrase" : "certificate.unreadable"
            throw ConfigurationFault("\(path) : \(Self.told(error))", code: code)
        }
    }

    private func read(_ path: String) throws(ConfigurationFault) -> [UInt8] {
        do throws(SecretFile.Refusal) {
            return try secrets.read(path, limit: Self.limit)
        } catch {
            throw ConfigurationFault(secrets.sentence(error, path))
        }
    }

    private static func told(_ error: CryptoError) -> String {
        switch error {
        case .wrongPassphrase: "la phrase de passe de ce certificat est fausse (ClientCertificatePassphrase)."
        case .malformed(what: "PKCS12 key"): "ce fichier PKCS#12 ne contient pas de clé privée."
        case .malformed(what: "PKCS12 certificate"): "ce fichier PKCS#12 ne contient pas le certificat de sa clé."
        case .unsupportedKey: "la clé de ce certificat n'est pas une clé RSA."
        case .legacyProviderMissing:
            "ce fichier PKCS#12 est d'un format ancien ; installez le module « legacy » d'OpenSSL "
                + "(paquet openssl-provider-legacy), ou convertissez le fichier."
        case .memoryNotLocked: "la mémoire du certificat ne peut pas être verrouillée (LimitMEMLOCK)."
        default: "ce n'est pas un fichier PKCS#12 lisible."
        }
    }
}
