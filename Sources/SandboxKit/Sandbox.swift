public import CardSimulator
public import INSiSimulator
import Synchronization

/// Everything that a reception desk has, simulated but for the agent and pcscd: two readers, cards, the INSi service.
public final class Sandbox: Sendable {
    /// How programs reach the agent.
    public let access: SandboxAccess
    /// The simulated service, to make it misbehave.
    public let service: INSiSimulator
    /// The private pcscd, for fault tests.
    public let pcscd: PrivatePCSCD
    /// The agent's process, for fault tests.
    public let agent: ChildProcess
    /// What the agent logged.
    public let agentLog: String
    /// The patient's reader.
    public let patientSlot: VirtualReaderSlot
    /// The professional's reader.
    public let professionalSlot: VirtualReaderSlot
    /// The state as any program sees it.
    public let view: AgentView

    let authority: TestAuthority
    let verbs: AgentVerbs
    let rivals: Rivals
    private let folder: SandboxFolder
    private let spawner: Spawner
    private let serving: ServingService

    /// Starts every part and waits until the agent answers. When a step fails, what was started is ended again.
    public static func start(_ options: SandboxOptions) async throws(SandboxError) -> Sandbox {
        let folder = try SandboxFolder()
        do throws(SandboxError) {
            return try await Sandbox(SandboxParts.start(options, in: folder), folder, options)
        } catch {
            folder.remove()
            throw error
        }
    }

    private init(_ parts: SandboxParts, _ folder: SandboxFolder, _ options: SandboxOptions) {
        access = parts.access
        service = parts.service
        pcscd = parts.pcscd
        agent = parts.agent
        agentLog = parts.agentLog
        patientSlot = VirtualReaderSlot(socketPath: parts.pcscd.readerSockets[1])
        professionalSlot = VirtualReaderSlot(socketPath: parts.pcscd.readerSockets[0])
        view = AgentView(access: parts.access)
        authority = parts.authority
        verbs = parts.verbs
        spawner = parts.spawner
        rivals = Rivals(
            program: options.products + "/card-rival", pcscdSocket: parts.pcscd.socketPath, log: folder.path,
            spawner: parts.spawner)
        serving = parts.serving
        self.folder = folder
    }

    /// The reader of a slot.
    public func slot(_ slot: DeskSlot) -> VirtualReaderSlot {
        slot == .patient ? patientSlot : professionalSlot
    }

    /// Ends every part and removes the folder.
    public func stop() async {
        patientSlot.remove()
        professionalSlot.remove()
        await Blocking.do { [agent, pcscd, rivals] in
            rivals.stop()
            agent.stop()
            pcscd.stop()
        }
        await serving.stop()
        folder.remove()
    }
}

/// How programs reach the agent of a sandbox.
public struct SandboxAccess: Sendable, Codable {
    /// `http://127.0.0.1:PORT`, without a path.
    public let url: String
    /// Token with every right that `client add` can give, bound to our user.
    public let token: String
    /// Address of the agent's page with its one-time code.
    public let openURL: String
    /// For `PCSCLITE_CSOCK_NAME` of other programs.
    public let pcscdSocket: String
    /// Where the simulated service listens.
    public let insiURL: String
    /// The test authority, PEM.
    public let caFile: String

    /// The port of `url`.
    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }
}
