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
import Logging
import PCSC
import ReadingLibraries
import ServiceLifecycle
import UnixSignals

/// `insi-agent serve`: puts the real parts together and runs them until SIGTERM.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Lance l'agent.")

    @Option(help: "Fichier de configuration.")
    var config = "/etc/insi-agent/insi-agent.conf"

    func run() async throws {
        _ = linux_forbid_dump()
        OpenFiles.allowMany()
        do {
            try await serve(ConfigurationSource.read(config))
        } catch let fault as ConfigurationFault {
            throw fault.exit()
        } catch let error as ListenError {
            Terminal.complain("\(error)")
            throw ExitCode(1)
        } catch let error as AgentError {
            Terminal.complain(
                "\(error.title) \(error.detail) \(error.action) [\(error.code), \(error.underlying ?? "")]")
            throw ExitCode(1)
        }
    }

    private func serve(_ configuration: Configuration) async throws {
        let log = Logger(label: "insi-agent") { StreamLogHandler.standardError(label: $0) }
        try? FileManager.default.createDirectory(
            at: URL(filePath: configuration.socket).deletingLastPathComponent(), withIntermediateDirectories: true)
        let monitor = ReaderMonitor()
        let official = try official(configuration)
        defer { official?.end() }
        let connection = try ServiceConnection(configuration, file: config)
        let indicators = Indicators(stateDirectory: configuration.stateDirectory, log: log)
        let software = try software(configuration)
        let key = try sealingKey(configuration)
        let audit = try AuditTrail(
            stateDirectory: configuration.stateDirectory, key: key,
            place: .init(host: ProcessInfo.processInfo.hostName, version: Version.current),
            retention: configuration.auditRetention, log: log)
        let agent = Agent(
            configuration: configuration, monitor: monitor, cards: CardAccess(),
            service: INSiClient(endpoint: connection.endpoint, transport: connection.client()),
            tracer: audit, counter: indicators, certificate: connection.certificate,
            official: official, locator: ReaderLocator(), cardTrust: try cardTrust(configuration),
            software: software, log: log)
        let workLists = try WorkLists(agent: agent, key: key)
        let server = AgentServer(
            agent: agent, workLists: workLists, indicators: indicators, audit: audit,
            diagnosis: SharedDiagnosis(file: config),
            clients: try ClientRegistry(stateDirectory: configuration.stateDirectory),
            description: AgentDescription(
                version: Version.current, instance: try Secret.instance(), configuration: configuration),
            log: log
        ) { port in
            log.info("listening", metadata: ["port": "\(port)"])
        }
        if configuration.cardAuthorities == nil {
            log.warning("the chain of professional cards is not checked: [professional] CardAuthorities is not set")
        }
        let services: [any Service] = [
            IndicatorService(indicators: indicators), ReaderService(agent: agent, monitor: monitor),
            SleepWatch(agent: agent), server,
            WorkListService(workLists: workLists), CallEnding(agent: agent),
        ]
        try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log).run()
    }

    private func sealingKey(_ configuration: Configuration) throws -> SealingKey {
        try SealFile.key(credential: SealCredential.path, stateDirectory: configuration.stateDirectory)
    }

    private func software(_ configuration: Configuration) throws -> SoftwareIdentity {
        guard !configuration.idam.isEmpty else {
            throw ConfigurationFault("\(config) : la clé IDAM de [insi] est nécessaire.")
        }
        return SoftwareIdentity(
            idam: configuration.idam, version: Version.current,
            instance: try Installation(directory: configuration.stateDirectory).instance, name: "insi-agent")
    }

    /// The official libraries, when one is configured; they run in a process of their own beside this program.
    private func official(_ configuration: Configuration) throws -> ProcessReading? {
        guard configuration.apiLec != nil || configuration.mica != nil else { return nil }
        guard configuration.apiLec == nil || configuration.apiLecConfiguration != nil else {
            throw ConfigurationFault("\(config) : la clé ApiLecConfiguration de [vitale] va avec ApiLec.")
        }
        return ProcessReading(
            OfficialLibraries(
                apiLec: configuration.apiLec, apiLecConfiguration: configuration.apiLecConfiguration,
                mica: configuration.mica, helper: Program.folder + "/insi-agent-library",
                timeout: .seconds(configuration.libraryTimeout)))
    }

    private func cardTrust(_ configuration: Configuration) throws(ConfigurationFault) -> CPxTrust? {
        guard let path = configuration.cardAuthorities else { return nil }
        return CPxTrust(anchors: try ConfigurationSource.cardAuthorities(path))
    }
}
