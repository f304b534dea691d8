import AgentCore
import Cryptography
import FoundationEssentials
import HTTPS
import INSi

/// The way to the INSi service that a configuration describes: endpoint, trust, proxy, and the software certificate.
struct ServiceConnection {
    let endpoint: ServiceEndpoint
    let certificate: ServiceCertificate?
    private let transport: HTTPSConfiguration

    /// Reads every file that the configuration names; throws the first fault.
    init(_ configuration: Configuration, file: String) throws(ConfigurationFault) {
        guard let endpoint = configuration.endpoint else {
            throw ConfigurationFault(
                "\(file) : la clé URL de [insi] est nécessaire dans l'environnement sandbox.")
        }
        self.endpoint = endpoint
        var transport = HTTPSConfiguration(
            trustAnchors: try Self.anchors(configuration.trustAnchors),
            connectTimeout: .seconds(configuration.connectTimeout),
            totalTimeout: .seconds(configuration.totalTimeout))
        transport.revocationLists = configuration.revocationLists
        transport.proxy = try Self.proxy(configuration)
        let store = try Self.store(configuration, file: file)
        certificate = store.map { ServiceCertificate($0.certificate) }
        transport.clientIdentity = store.map { store in
            HTTPSClientIdentity(
                chainPEM: Array(([store.certificate] + store.chain).map(\.pem).joined().utf8),
                key: { use in store.withKeyPEM(use) })
        }
        self.transport = transport
    }

    /// A client with connections of its own; `limit` bounds its patience where the configuration's is longer.
    func client(limit: Duration? = nil) -> HTTPSClient {
        var transport = transport
        if let limit {
            transport.connectTimeout = min(limit, transport.connectTimeout)
            transport.totalTimeout = min(limit, transport.totalTimeout)
        }
        return HTTPSClient(configuration: transport)
    }

    /// The PEM text of the trust anchors.
    static func anchors(_ path: String) throws(ConfigurationFault) -> [UInt8] {
        guard let anchors = try? Data(contentsOf: URL(filePath: path)) else {
            throw ConfigurationFault("\(path) : les autorités de confiance ne peuvent pas être lues.")
        }
        guard anchors.firstRange(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
            throw ConfigurationFault("\(path) : aucun certificat PEM n'y est.")
        }
        return Array(anchors)
    }

    /// The proxy with its password, nil without one.
    static func proxy(_ configuration: Configuration) throws(ConfigurationFault) -> HTTPSProxy? {
        guard let url = configuration.proxy else { return nil }
        guard (configuration.proxyUser == nil) == (configuration.proxyPassword == nil) else {
            throw ConfigurationFault("les clés ProxyUser et ProxyPassword de [insi] vont ensemble.")
        }
        return HTTPSProxy(
            url: url, user: configuration.proxyUser, password: try configuration.proxyPassword.map(SecretFile.read))
    }

    /// The software certificate with its key, nil where calls are made without one.
    static func store(_ configuration: Configuration, file: String) throws(ConfigurationFault) -> PKCS12? {
        guard configuration.authentication == .softwareCertificate else { return nil }
        guard let path = configuration.clientCertificate else {
            throw ConfigurationFault(
                "\(file) : la clé ClientCertificate de [insi] va avec Authentication=softwareCertificate.")
        }
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
            throw ConfigurationFault("\(path) : le certificat logiciel ne peut pas être lu.")
        }
        var passphrase = try configuration.clientCertificatePassphrase.map(SecretFile.read) ?? []
        defer { SecretFile.wipe(&passphrase) }
        do throws(CryptoError) {
            return try PKCS12(Array(bytes), passphrase: passphrase)
        } catch {
            let code = error == .wrongPassphrase ? "certificate.passphrase" : "certificate.unreadable"
            throw ConfigurationFault("\(path) : \(told(error))", code: code)
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
