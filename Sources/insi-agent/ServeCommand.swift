import AgentCore
import AgentHTTP
import ArgumentParser
import CLinux
import FoundationEssentials
import Glibc
import HTTPS
import INSi
import Logging
import PCSC
import ServiceLifecycle
import UnixSignals

/// `insi-agent serve`: puts the real parts together and runs them until SIGTERM.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Lance l'agent.")

    @Option(help: "Fichier de configuration.")
    var config = "/etc/insi-agent/insi-agent.conf"

    func run() async throws {
        _ = linux_forbid_dump()
        let configuration = try readConfiguration()
        let log = Logger(label: "insi-agent") { StreamLogHandler.standardError(label: $0) }
        let installation = try Installation(directory: configuration.stateDirectory)
        let monitor = ReaderMonitor()
        let agent = Agent(
            configuration: configuration, monitor: monitor, cards: CardAccess(),
            service: try service(configuration),
            software: SoftwareIdentity(
                idam: configuration.idam, version: Version.current, instance: installation.instance,
                name: "insi-agent"),
            log: log)
        let server = AgentServer(
            agent: agent, clients: try ClientRegistry(stateDirectory: configuration.stateDirectory),
            description: AgentDescription(
                version: Version.current, instance: try Secret.instance(), environment: configuration.environment),
            log: log
        ) { port in
            log.info("listening", metadata: ["port": "\(port)"])
        }
        let services: [any Service] = [ReaderService(agent: agent, monitor: monitor), server]
        do {
            try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log).run()
        } catch let error as ListenError {
            Terminal.complain("\(error)")
            throw ExitCode(1)
        }
    }

    private func readConfiguration() throws -> Configuration {
        guard let text = try? String(contentsOfFile: config, encoding: .utf8) else {
            Terminal.complain("\(config) : ce fichier de configuration ne peut pas être lu.")
            throw ExitCode(78)
        }
        do {
            let configuration = try ConfigurationFile.read(text)
            guard !configuration.idam.isEmpty else {
                Terminal.complain("\(config) : la clé IDAM de [insi] est nécessaire.")
                throw ExitCode(78)
            }
            return configuration
        } catch let fault as ConfigurationFile.Fault {
            Terminal.complain("\(config), \(fault)")
            throw ExitCode(78)
        }
    }

    private func service(_ configuration: Configuration) throws -> INSiClient {
        guard let anchors = try? Data(contentsOf: URL(filePath: configuration.trustAnchors)), !anchors.isEmpty else {
            Terminal.complain("\(configuration.trustAnchors) : les autorités de confiance ne peuvent pas être lues.")
            throw ExitCode(78)
        }
        guard let endpoint = configuration.endpoint else {
            Terminal.complain("\(config) : la clé URL de [insi] est nécessaire dans l'environnement sandbox.")
            throw ExitCode(78)
        }
        let client = HTTPSClient(
            configuration: HTTPSConfiguration(
                trustAnchors: Array(anchors), connectTimeout: .seconds(configuration.connectTimeout),
                totalTimeout: .seconds(configuration.totalTimeout)))
        return INSiClient(endpoint: endpoint, transport: client)
    }
}
