import Cryptography
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// The INSi service in CPx mode over TLS on 127.0.0.1, `POST /lps`, operation WS_INS1: it checks what the real one
/// checks, the assertion's signature and certificate included, and answers in its exact shapes (insi.md 10).
public final class INSiSimulator: Service {
    private let configuration: SimulatorConfiguration
    private let state = SimulatorState()

    /// A service; nothing listens before `run`.
    public init(configuration: SimulatorConfiguration) {
        self.configuration = configuration
    }

    /// Listens and answers until the task is cancelled or its service group shuts down. Throws when the certificate or
    /// key cannot be used or the port is taken.
    public func run() async throws {
        defer { state.listens(on: nil) }
        var logger = Logger(label: "insi-simulator")
        // The library reports the cancellation that ends it as an error for each connection still open.
        logger.logLevel = .critical
        let application = Application(
            responder: responder, server: try .tls(tlsConfiguration: tls()),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: configuration.port)),
            onServerRunning: { [state] channel in state.listens(on: channel.localAddress?.port) },
            logger: logger)
        try await application.run()
    }

    /// The port it listens on, as soon as it does; nil when it ended without.
    public var port: Int? {
        get async { await state.port() }
    }

    /// How many messages were posted to it.
    public var callCount: Int { state.calls }

    /// Changes what it does with the next requests.
    public func set(_ mode: Mode) {
        state.mode = mode
    }

    private var responder: ServiceResponder {
        ServiceResponder(
            desk: ServiceDesk(
                authorisations: configuration.authorisations, unknownPerson: configuration.unknownPerson,
                assertions: AssertionCheck(trust: TrustStore(anchors: configuration.trustedCAs)),
                vitaleAssertions: VitaleAssertionCheck(isRequired: configuration.requiresVitaleAssertion),
                writer: AnswerWriter(style: configuration.prefixStyle)),
            state: state, recorder: Recorder(folder: configuration.recordFolder))
    }

    private func tls() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(configuration.certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(configuration.keyPEM.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        // A client that keeps an idle connection says no goodbye: do not wait 5 seconds for it.
        tls.shutdownTimeout = .milliseconds(200)
        return tls
    }
}
