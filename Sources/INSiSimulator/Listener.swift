import Cryptography
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

/// One TLS listener on 127.0.0.1, for one mode of the service.
struct Listener: Sendable {
    let configuration: SimulatorConfiguration
    let responder: ServiceResponder
    let notice: PortNotice

    /// Listens and answers until the task is cancelled or its service group shuts down. Throws when the certificate or
    /// key cannot be used or the port is taken.
    func run() async throws {
        defer { notice.post(nil) }
        var logger = Logger(label: "insi-simulator")
        // The library reports the cancellation that ends it as an error for each connection still open.
        logger.logLevel = .critical
        let application = Application(
            responder: responder, server: try .tls(configuration: tls()),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { [notice] channel in notice.post(channel.localAddress?.port) },
            logger: logger)
        try await application.run()
    }

    private var port: Int {
        switch responder.authentication {
        case .professionalCard: configuration.port
        case .softwareCertificate: configuration.tlsmPort
        }
    }

    private func tls() throws -> TLSChannelConfiguration {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(configuration.certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(configuration.keyPEM.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        // A client that keeps an idle connection says no goodbye: do not wait 5 seconds for it.
        tls.shutdownTimeout = .milliseconds(200)
        guard case .softwareCertificate = responder.authentication else {
            return TLSChannelConfiguration(tlsConfiguration: tls)
        }
        tls.certificateVerification = .noHostnameVerification
        tls.trustRoots = .certificates(
            try configuration.trustedCAs.map { try NIOSSLCertificate(bytes: $0.der, format: .der) })
        tls.sendCANameList = true
        let verification = ClientVerification(
            trust: TrustStore(anchors: configuration.trustedCAs), revoked: configuration.revokedClients)
        return TLSChannelConfiguration(tlsConfiguration: tls) { chain in try verification.result(for: chain) }
    }
}
