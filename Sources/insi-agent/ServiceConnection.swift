import AgentCore
import Cryptography
import HTTPS
import INSi

/// The way to the INSi service that a configuration describes: endpoint, trust, proxy, and the software certificate.
struct ServiceConnection: Sendable {
    let endpoint: ServiceEndpoint
    let certificate: ServiceCertificate?
    private let transport: HTTPSConfiguration

    /// Reads every file that the configuration names; throws the first fault. Without secrets the way is the same, but neither a
    /// certificate nor a password is shown on it.
    init(_ configuration: Configuration, _ secrets: SecretFile?) throws(ConfigurationFault) {
        guard let endpoint = configuration.endpoint else {
            throw ConfigurationFault("la clé URL de [insi] est nécessaire dans l'environnement sandbox.")
        }
        self.endpoint = endpoint
        var transport = HTTPSConfiguration(
            trustAnchors: try NamedFiles.anchors(configuration.trustAnchors),
            connectTimeout: .seconds(configuration.connectTimeout),
            totalTimeout: .seconds(configuration.totalTimeout))
        transport.revocationLists = configuration.revocationLists
        var store: PKCS12?
        if let secrets {
            transport.proxy = try Self.proxy(configuration, secrets)
            store = try SoftwareCertificate(configuration, secrets).open()
        } else {
            transport.proxy = configuration.proxy.map { HTTPSProxy(url: $0) }
        }
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

    /// The proxy with its password, nil without one.
    static func proxy(
        _ configuration: Configuration, _ secrets: SecretFile
    ) throws(ConfigurationFault) -> HTTPSProxy? {
        guard let url = configuration.proxy else { return nil }
        guard (configuration.proxyUser == nil) == (configuration.proxyPassword == nil) else {
            throw ConfigurationFault("les clés ProxyUser et ProxyPassword de [insi] vont ensemble.")
        }
        var password: [UInt8]?
        if let file = configuration.proxyPassword { password = try secrets.secret(file) }
        return HTTPSProxy(url: url, user: configuration.proxyUser, password: password)
    }
}
