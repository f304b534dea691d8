import AgentCore
import AgentHTTP
import ArgumentParser
import CLinux
import Cryptography
import FoundationEssentials
import Glibc
import HTTPS
import HealthCards
import INSi
import Journal
import Logging
import PCSC
import ReaderUSB
import ReadingLibraries
import ServiceLifecycle
import UnixSignals

/// `insi-agent serve`: puts the real parts together and runs them until SIGTERM.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Lance l'agent.")

    @Option(help: "Fichier de configuration.")
    var config = ConfigurationSource.path

    func run() async throws {
        let environment = ServiceEnvironment.take()
        _ = linux_forbid_dump()
        OpenFiles.allowMany()
        do {
            try await serve(configuration(), environment)
        } catch let fault as ConfigurationFault {
            defer { PassedSockets.turnAway(environment.listening) }
            try ConfigurationSource.tell([fault])
        } catch let wrong as ExitCode {
            PassedSockets.turnAway(environment.listening)
            throw wrong
        } catch let error as ListenError {
            Terminal.complain("\(error)")
            throw ExitCode(1)
        } catch let error as AgentError {
            Terminal.complain(
                "\(error.title) \(error.detail) \(error.action) [\(error.code), \(error.underlying ?? "")]")
            throw ExitCode(1)
        }
    }

    private func configuration() throws -> Configuration {
        do {
            let check = ConfigurationCheck(ConfigurationReading(file: config), for: .ofProcess, isService: true)
            try ConfigurationSource.tell(check.faults)
            return check.configuration
        } catch {
            AgentLog.collector(Configuration()).logger.tell(.failed, .number(.status, 78))
            throw error
        }
    }

    private func serve(_ configuration: Configuration, _ environment: ServiceEnvironment) async throws {
        let collector = AgentLog.collector(configuration)
        let log = collector.logger
        let began = ContinuousClock.now
        do {
            let passed = try PassedSockets.recognise(environment.listening, for: configuration)
            try await serve(configuration, collector, environment, passed)
            log.tell(.stopped)
        } catch {
            log.tell(.failed, LogField.failure(error))
            // The service manager starts it anew at once: what keeps failing fills no journal.
            let isStart = ContinuousClock.now < began + Self.pause && !(error is ConfigurationFault)
            if isStart, environment.notifySocket != nil { try? await Task.sleep(for: Self.pause) }
            throw error
        }
    }

    /// Between two starts that fail for a reason which may go.
    private static let pause = Duration.seconds(5)

    private func serve(
        _ configuration: Configuration, _ collector: LogCollector, _ environment: ServiceEnvironment,
        _ passed: PassedListeners
    ) async throws {
        let log = collector.logger
        try? FileManager.default.createDirectory(
            at: URL(filePath: configuration.socket).deletingLastPathComponent(), withIntermediateDirectories: true)
        let secrets = SecretFile(account: .ofProcess, credentials: .ofProcess)
        let monitor = ReaderMonitor()
        let official = official(configuration)
        defer { official?.end() }
        let connection = try ServiceConnection(configuration, secrets)
        let indicators = Indicators(stateDirectory: configuration.stateDirectory, log: log)
        let software = try software(configuration)
        let key = try SealFile.key(
            credential: Credentials.ofProcess.path(.sealKey), stateDirectory: configuration.stateDirectory,
            secrets: secrets)
        let audit = try AuditTrail(
            stateDirectory: configuration.stateDirectory, key: key,
            place: .init(host: ProcessInfo.processInfo.hostName, version: Version.current),
            retention: configuration.auditRetention, log: log)
        let agent = Agent(
            configuration: configuration, monitor: monitor, cards: CardAccess(),
            service: INSiClient(endpoint: connection.endpoint, transport: connection.client()),
            tracer: audit, counter: indicators, certificate: connection.certificate,
            official: official, locator: ReaderLocator(), usb: usbReaders(log), cardTrust: try cardTrust(configuration),
            software: software, log: log)
        let workLists = try WorkLists(agent: agent, key: key)
        let (listening, listens) = AsyncStream.makeStream(of: Void.self)
        let server = AgentServer(
            agent: agent, workLists: workLists, indicators: indicators, audit: audit, ring: collector.ring,
            diagnosis: SharedDiagnosis(file: config),
            clients: try ClientRegistry(stateDirectory: configuration.stateDirectory),
            description: AgentDescription(
                version: Version.current, instance: try Secret.instance(), configuration: configuration),
            passed: passed, log: log
        ) { port in
            log.tell(
                .listening,
                LogField.installation(Version.current, configuration.environment) + [.number(.port, port)])
            listens.finish()
        }
        if configuration.cardAuthorities == nil {
            log.tell(.cardsUnchecked)
        }
        let services: [any Service] =
            [
                IndicatorService(indicators: indicators), ReaderService(agent: agent, monitor: monitor),
                SleepWatch(agent: agent, signal: ClockWatch()), server,
                WorkListService(workLists: workLists), CallEnding(agent: agent),
            ] + (try environment.services(agent, listening))
        try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log).run()
    }

    /// None beside a pcscd of somebody's own, a sandbox's for one: the readers on USB are not its.
    private func usbReaders(_ log: Logger) -> USBReaderWatch? {
        guard unsafe getenv("PCSCLITE_CSOCK_NAME") == nil else { return nil }
        return USBReaderWatch { error in
            log.tell(.usbUnwatched, .cause(error))
        }
    }

    private func software(_ configuration: Configuration) throws -> SoftwareIdentity {
        SoftwareIdentity(
            idam: configuration.idam, version: Version.current,
            instance: try Installation(directory: configuration.stateDirectory).instance, name: "insi-agent")
    }

    /// The official libraries, when one is configured; they run in a process of their own beside this program.
    private func official(_ configuration: Configuration) -> ProcessReading? {
        guard configuration.apiLec != nil || configuration.mica != nil else { return nil }
        return ProcessReading(
            OfficialLibraries(
                apiLec: configuration.apiLec, apiLecConfiguration: configuration.apiLecConfiguration,
                mica: configuration.mica, helper: Program.libraryHost,
                timeout: .seconds(configuration.libraryTimeout)))
    }

    private func cardTrust(_ configuration: Configuration) throws(ConfigurationFault) -> CPxTrust? {
        guard let path = configuration.cardAuthorities else { return nil }
        return CPxTrust(anchors: try NamedFiles.cardAuthorities(path))
    }
}
