import Foundation

@testable import SandboxKit

/// Starts the agent as the service manager does, as often as asked: on sockets that stay open between two starts, with a
/// socket that hears what it says.
final class ServiceHost: Sendable {
    enum Passed: CaseIterable {
        case ipv4, ipv6, unix
    }

    /// A folder that everybody may use, with the configuration and the Unix socket.
    let folder: String
    /// The port of the passed TCP sockets.
    let port: Int
    /// Hears the agent.
    let manager: NotifySocket
    private let listeners: [Int32]
    private let pcscd: String
    private let spawner: Spawner

    /// Opens the sockets that are to be passed; the configuration's port is theirs, or free.
    init(
        _ desk: Desk, passing: Set<Passed> = Set(Passed.allCases), notify: String? = nil,
        edit: (String) -> String = { $0 }
    ) throws {
        folder = try OwnAgent.makeFolder()
        let first = try ListeningSocket.ipv4()
        port = ListeningSocket.port(of: first)
        var listeners = passing.contains(.ipv4) ? [first] : []
        if !passing.contains(.ipv4) { close(first) }
        if passing.contains(.ipv6), Processes.hasIPv6 { listeners.append(try ListeningSocket.ipv6(port: port)) }
        if passing.contains(.unix) { listeners.append(try ListeningSocket.unix(folder + "/agent.sock")) }
        self.listeners = listeners
        manager = try NotifySocket(notify ?? folder + "/notify")
        pcscd = desk.sandbox.access.pcscdSocket
        spawner = try Spawner()
        let text = AgentConfiguration(
            folder: folder, insiURL: desk.sandbox.access.insiURL, caFile: desk.sandbox.access.caFile,
            others: [.init("endpoint", "Port", passing.isSubset(of: [.unix]) ? "0" : "\(port)")]
        ).text
        try edit(text).write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    deinit {
        for listener in listeners { close(listener) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var configuration: String { folder + "/agent.conf" }

    /// Its Unix socket.
    var socket: String { folder + "/agent.sock" }

    /// What it wrote on standard error.
    var log: String { (try? String(contentsOfFile: folder + "/agent.log", encoding: .utf8)) ?? "" }

    /// Starts the agent on the sockets, or on others; `environment` comes last and so decides. `prefix` is put before it.
    func start(
        on descriptors: [Int32]? = nil, environment: [String] = [], prefix: [String] = []
    ) throws -> ChildProcess {
        let descriptors = descriptors ?? listeners
        let own = [
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "PCSCLITE_CSOCK_NAME=\(pcscd)", "NOTIFY_SOCKET=\(manager.name)",
            "LISTEN_FDS=\(descriptors.count)",
            "LISTEN_FDNAMES=" + descriptors.map { _ in "insi-agent" }.joined(separator: ":"),
        ]
        let overridden = Set(environment.map { $0.prefix { $0 != "=" } })
        let command = ["sh", "-c", #"export LISTEN_PID=${LISTEN_PID:-$$}; exec "$@""#, "sh"]
        let program = [Products.folder + "/insi-agent", "serve", "--config", configuration]
        return try ChildProcess(
            .init(
                command + prefix + program,
                environment: own.filter { !overridden.contains($0.prefix { $0 != "=" }) } + environment,
                log: folder + "/agent.log", descriptors: descriptors),
            by: spawner)
    }

    /// Waits until the agent said that it is ready; the status that it told.
    @discardableResult
    func ready(within seconds: Double = 20) async throws -> String {
        let words = await manager.words(until: { $0 == "READY=1" }, within: seconds)
        guard let status = words.last?.first(where: { $0.hasPrefix("STATUS=") }) else {
            throw Waiting.TimeOver(description: "the agent is not ready: \(log.split(separator: "\n").suffix(3))")
        }
        return String(status.dropFirst("STATUS=".count))
    }

    /// The agent's own page, at the desk.
    func page() async throws -> AgentClient {
        let verbs = AgentVerbs(program: Products.folder + "/insi-agent", socket: socket, spawner: spawner)
        return try await AgentClient.page(of: try await verbs.open(), port: port)
    }

    /// A client with every right that can be given.
    func client() async throws -> AgentClient {
        let verbs = AgentVerbs(program: Products.folder + "/insi-agent", socket: socket, spawner: spawner)
        let address = try await verbs.open()
        let port = address.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        return AgentClient(port: port, token: try await verbs.addClient())
    }
}
