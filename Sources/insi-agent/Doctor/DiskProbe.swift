import AgentCore
import FoundationEssentials

/// What the disk of this machine says, the certificates and the browser policies on it included. Blocks.
struct DiskProbe {
    let examination: Examination
    let reading: ConfigurationReading
    let contact: AgentContact<SeenAgent>
    /// Whether it looks in the agent itself.
    let isAgent: Bool

    var findings: [CheckFinding] {
        let configuration = examination.configuration
        let faults = Dictionary(grouping: examination.fileFaults(reading)) { $0.key ?? "" }
        let storage = StorageProbe(configuration: configuration, isAgent: isAgent)
        let sight = UnixPath.look(configuration.socket)
        return [
            self.configuration(faults), .disk(storage.disk, of: configuration.stateDirectory),
            .files(files(faults), of: configuration.stateDirectory),
            examination.authentication(contact.document, namesHolder: false), .idam(configuration, isTold: false),
            examination.trustAnchors, examination.revocationLists,
            .socket(sight, contact, configuration, fault: faults["Socket"]?.first), .agent(contact, for: configuration),
            .policies(PolicyProbe.look(), origins: origins(configuration)),
        ] + (isCardNeeded ? [examination.cardAuthorities] : [])
    }

    private var isCardNeeded: Bool { examination.configuration.authentication == .cpx }

    /// The configuration, with the faults of its files, and of what it names, that have no line of their own.
    private func configuration(_ faults: [String: [ConfigurationFault]]) -> CheckFinding {
        let keys = ["", "ApiLec", "ApiLecConfiguration", "Mica"] + (isCardNeeded ? [] : ["CardAuthorities"])
        let own = keys.flatMap { faults[$0] ?? [] }
        guard own.isEmpty else { return .configuration(own, isRestSeen: true) }
        return .configuration(examination.configuration, file: examination.file)
    }

    /// The usual state directory, when it is not there yet, is made by the service manager, where that starts the agent.
    private func files(_ faults: [String: [ConfigurationFault]]) -> FileFault? {
        if let fault = examination.storageFault(isAgent: isAgent) { return fault }
        let path = examination.configuration.stateDirectory
        let isMade =
            path == Configuration().stateDirectory && ServiceUnit.isInstalled
            && !FileManager.default.fileExists(atPath: path)
        return isMade ? nil : faults["StateDirectory"]?.first.map { .refused($0.message) }
    }

    /// The pages that may call the agent, where our user may read who they are.
    private func origins(_ configuration: Configuration) -> [String] {
        guard let clients = try? ClientRegistry(stateDirectory: configuration.stateDirectory) else { return [] }
        let origins = clients.all.compactMap { if case .origin(let origin) = $0.binding { origin } else { nil } }
        return Set(origins).sorted()
    }
}
