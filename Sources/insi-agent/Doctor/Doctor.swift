import AgentCore
import FoundationEssentials
import Glibc
import SmartCard

/// The whole picture, for `insi-agent doctor` and for `GET /v1/doctor`: every probe has its deadline and changes nothing.
struct Doctor: Sendable {
    /// The configuration file.
    let file: String
    /// Whether it runs in the agent itself.
    var isAgent = false

    func diagnosis() async -> Diagnosis {
        async let readers = ReaderProbe.look()
        let reading = ConfigurationReading(file: file)
        let configuration = Credentials.ofProcess.completing(reading.configuration)
        // A certificate that the service manager hands over is seen by the agent only.
        let missing = reading.missing(in: configuration).filter { isAgent || $0.key != "ClientCertificate" }
        let faults = reading.faults + missing
        guard let fault = faults.first else { return Diagnosis(await findings(configuration, await readers)) }
        let others = faults.count > 1 ? " (et \(faults.count - 1) autre(s) : insi-agent config check)" : ""
        let isUnreadable = fault.place?.line == nil && fault.key == nil
        let finding = CheckFinding(
            .configuration, .error, fault.description + others,
            action: "Corrigez le fichier, ou lancez la commande sous l'utilisateur de l'agent ou en root ; le reste en "
                + "dépend et n'a pas été examiné.",
            code: isUnreadable ? "configuration.unreadable" : "configuration.invalid")
        return Diagnosis([finding] + (await desk(await readers, agent: .silent, at: nil, isCardNeeded: true)))
    }

    private func findings(_ configuration: Configuration, _ readers: ReaderServiceSight) async -> [CheckFinding] {
        let examination = Examination(configuration: configuration, file: file)
        async let service = service(examination)
        let contact = await AgentProbe(socket: configuration.socket).state(within: .seconds(3))
        let isCardNeeded = configuration.authentication == .cpx
        async let desk = desk(readers, agent: contact, at: configuration.socket, isCardNeeded: isCardNeeded)
        let onDisk = await Blocking.run("files", within: .seconds(10)) { self.files(examination, contact) }
        let hung = CheckFinding(
            .files, .error, "les disques de ce poste ne répondent pas", action: "Vérifiez les disques (journalctl -k).",
            code: "files.silent")
        return (onDisk ?? [hung]) + (await desk) + (await service)
    }

    /// What the disk of this machine says, the certificates and the browser policies on it included.
    private func files(_ examination: Examination, _ contact: AgentContact<SeenAgent>) -> [CheckFinding] {
        let configuration = examination.configuration
        let storage = StorageProbe(configuration: configuration, isAgent: isAgent)
        let port: PortSight = contact == .silent ? ProcessScan.owner(of: configuration.port) : .free
        return [
            .configuration(configuration, file: file), .disk(storage.disk, of: configuration.stateDirectory),
            .files(storage.fault, of: configuration.stateDirectory),
            examination.authentication(contact.document, namesHolder: false), .idam(configuration, isTold: false),
            examination.trustAnchors, examination.revocationLists,
            .port(configuration.port, port, isServing: contact != .silent),
            .socket(UnixPath.look(configuration.socket), contact, configuration), .agent(contact, for: configuration),
            .policies(PolicyProbe.look(), origins: origins(configuration)),
        ] + (configuration.authentication == .cpx ? [examination.cardAuthorities] : [])
    }

    /// PC/SC, its readers, and who else uses them; the agent's socket is nil where the configuration does not tell it.
    private func desk(
        _ readers: ReaderServiceSight, agent contact: AgentContact<SeenAgent>, at socket: String?, isCardNeeded: Bool
    ) async -> [CheckFinding] {
        let agent = contact.document
        let held = await ReaderProbe.held(readers, agent: contact, at: socket)
        let foreign = await ReaderProbe.foreign(readers, agent: agent)
        let programs = await Blocking.run { ProcessScan.usersOfPCSC() }
        return [
            .pcscd(readers, needed: isCardNeeded),
            .readers(readers, foreign: foreign, agent: agent, needed: isCardNeeded),
            .sharing(readers, held: held, agent: agent, programs: programs),
        ]
    }

    /// The way to the service, and the clock that it tells.
    private func service(_ examination: Examination) async -> [CheckFinding] {
        let way = await Way.look(examination, limit: .seconds(8))
        return [
            way.dns, examination.proxy(way.probe), .tls(way.probe, stranger: way.stranger),
            .clock(way.probe, stranger: way.stranger, Examination.clock),
        ]
    }

    /// The pages that may call the agent, where our user may read who they are.
    private func origins(_ configuration: Configuration) -> [String] {
        guard let clients = try? ClientRegistry(stateDirectory: configuration.stateDirectory) else { return [] }
        let origins = clients.all.compactMap { if case .origin(let origin) = $0.binding { origin } else { nil } }
        return Set(origins).sorted()
    }
}
