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
        let outline = await Blocking.run("configuration", within: .seconds(5)) { ConfigurationReading(file: file) }
        guard let outline else {
            let hung = ConfigurationFault("\(file) : le disque de ce fichier ne répond pas.")
            return await undone(.configuration([hung], isRestSeen: false), await readers)
        }
        let directory = outline.configuration.stateDirectory
        let looking = await Blocking.run("state directory", within: .seconds(5)) { self.prepared(directory) }
        guard let (reading, examination) = looking else {
            return await undone(
                hung(
                    "le disque de \(directory) ne répond pas, ou l'annuaire des utilisateurs"), await readers)
        }
        let faults = reading.faults + missing(reading, examination)
        guard faults.isEmpty else {
            let finding = CheckFinding.configuration(faults, isRestSeen: false)
            return await undone(finding, await readers)
        }
        return Diagnosis(await findings(examination, reading, await readers))
    }

    /// The configuration as the agent's user may read it, and what looks at all that it names. Blocks.
    private func prepared(_ stateDirectory: String) -> (ConfigurationReading, Examination) {
        let reading = AgentRights(stateDirectory: stateDirectory).look { ConfigurationReading(file: file) }
        let configuration = Credentials.ofProcess.completing(reading.configuration)
        return (reading, Examination(configuration: configuration, file: file, isAgent: isAgent))
    }

    /// What can be told where the configuration is not to be followed: why, and PC/SC.
    private func undone(_ finding: CheckFinding, _ readers: ReaderServiceSight) async -> Diagnosis {
        Diagnosis([finding] + (await desk(readers, agent: .silent, at: nil, Configuration(), isCardNeeded: true)))
    }

    private func hung(_ sentence: String) -> CheckFinding {
        CheckFinding(
            .files, .error, sentence, action: "Vérifiez les disques (journalctl -k).", code: "files.silent")
    }

    /// Keys that must be there; a secret that the service manager hands over is seen by the agent only.
    private func missing(_ reading: ConfigurationReading, _ examination: Examination) -> [ConfigurationFault] {
        let secrets = ["ClientCertificate", "ProxyPassword"]
        return reading.missing(in: examination.configuration).filter { fault in
            !examination.missesCredentials || !secrets.contains { $0 == fault.key }
        }
    }

    private func findings(
        _ examination: Examination, _ reading: ConfigurationReading, _ readers: ReaderServiceSight
    ) async -> [CheckFinding] {
        let configuration = examination.configuration
        async let way = Way.look(examination, limit: .seconds(8), isCallMade: false)
        let contact = await contact(configuration, readers)
        let isCardNeeded = configuration.authentication == .cpx
        async let desk = desk(
            readers, agent: contact, at: configuration.socket, configuration, isCardNeeded: isCardNeeded)
        let onDisk = await Blocking.run("files", within: .seconds(10)) {
            DiskProbe(examination: examination, reading: reading, contact: contact, isAgent: isAgent).findings
        }
        let port = await port(configuration, isServing: contact != .silent)
        let service = await way
        let proxy = contact.document == nil ? service.proxy : service.proxy.whereAgentRuns()
        let disk = onDisk ?? [hung("les disques de ce poste ne répondent pas")]
        return disk + [port] + (await desk) + [service.dns, proxy, service.tls, service.clock]
    }

    /// What the agent says. One that sees no service of readers where we do is asked again for three seconds: it looks for one at
    /// least every second.
    private func contact(
        _ configuration: Configuration, _ readers: ReaderServiceSight
    ) async -> AgentContact<SeenAgent> {
        let agent = AgentProbe(socket: configuration.socket)
        var contact = await agent.state(within: .seconds(3))
        guard case .answered = readers, !isAgent else { return contact }
        let deadline = ContinuousClock.now + .seconds(3)
        while contact.document?.isWithoutReaders == true, .now < deadline {
            try? await Task.sleep(for: .milliseconds(500))
            contact = await agent.state(within: .seconds(3))
        }
        return contact
    }

    private func port(_ configuration: Configuration, isServing: Bool) async -> CheckFinding {
        let (socket, folder, port) = (configuration.socket, configuration.stateDirectory, configuration.port)
        let seen = await Blocking.run("port", within: .seconds(3)) {
            (
                isServing ? PortSight.free : ProcessScan.owner(of: port),
                AgentTraces(
                    socket: UnixPath.look(socket), user: AgentAccount.owner(of: folder)?.user,
                    unitPorts: ServiceUnit.ports)
            )
        }
        let unseen = (PortSight.unseen, AgentTraces(socket: .absent, user: nil, unitPorts: nil))
        let (sight, traces) = seen ?? unseen
        return .port(port, sight, traces, isServing: isServing)
    }

    /// PC/SC, its readers, and who else uses them; the agent's socket is nil where the configuration does not tell it.
    private func desk(
        _ readers: ReaderServiceSight, agent contact: AgentContact<SeenAgent>, at socket: String?,
        _ configuration: Configuration, isCardNeeded: Bool
    ) async -> [CheckFinding] {
        let agent = contact.document
        let held = await ReaderProbe.held(readers, agent: contact, at: socket)
        let foreign = await ReaderProbe.foreign(readers, agent: agent)
        let programs = await Blocking.run("programs", within: .seconds(3)) { ProcessScan.usersOfPCSC() }
        let refused = agent?.isWithoutReaders == true && !isAgent ? await account(configuration) : nil
        return [
            .pcscd(readers, refused: refused, needed: isCardNeeded),
            .readers(readers, foreign: foreign, agent: agent, needed: isCardNeeded),
            .sharing(readers, held: held, agent: agent, programs: programs),
        ]
    }

    /// Who the agent is.
    private func account(_ configuration: Configuration) async -> (user: UInt32, name: String)? {
        let folder = configuration.stateDirectory
        return await Blocking.run("account", within: .seconds(2)) {
            let user = AgentAccount.ofStarted(stateDirectory: folder).user
            return (user, UserName.of(user))
        }
    }
}
