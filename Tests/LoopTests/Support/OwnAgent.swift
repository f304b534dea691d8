import Foundation

@testable import SandboxKit

/// An agent of the test's own next to the sandbox's, on the same readers, with another configuration.
final class OwnAgent: Sendable {
    let client: AgentClient
    let process: ChildProcess
    private let verbs: AgentVerbs
    private let folder: String

    /// Starts it with the sandbox's configuration after `edit`; `caPEM` replaces its trust anchors. `prefix` is put before
    /// the command.
    init(
        _ desk: Desk, caPEM: String? = nil, prefix: [String] = [], edit: (String) -> String = { $0 }
    ) async throws {
        folder = try Self.makeFolder()
        let caFile = caPEM == nil ? desk.sandbox.access.caFile : folder + "/ca.pem"
        try caPEM?.write(toFile: caFile, atomically: true, encoding: .utf8)
        let cards = folder + "/cards.pem"
        try String(contentsOfFile: desk.sandbox.access.caFile, encoding: .utf8).write(
            toFile: cards, atomically: true, encoding: .utf8)
        let text = AgentConfiguration(
            folder: folder, insiURL: desk.sandbox.access.insiURL, caFile: caFile,
            others: [.init("professional", "CardAuthorities", cards)]
        ).text
        try edit(text).write(toFile: folder + "/agent.conf", atomically: true, encoding: .utf8)
        let program = Products.folder + "/insi-agent"
        let spawner = try Spawner()
        process = try ChildProcess(
            .init(
                prefix + [program, "serve", "--config", folder + "/agent.conf"],
                environment: [
                    "PATH=/usr/bin:/bin", "PCSCLITE_CSOCK_NAME=\(desk.sandbox.access.pcscdSocket)",
                ], log: folder + "/agent.log"),
            by: spawner)
        verbs = AgentVerbs(program: program, socket: folder + "/agent.sock", spawner: spawner)
        try await verbs.waitUntilReady(process, log: folder + "/agent.log")
        let url = try await verbs.open()
        let port = url.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
        client = AgentClient(port: port, token: try await verbs.addClient())
    }

    /// Its Unix socket.
    var socket: String { folder + "/agent.sock" }

    /// What it wrote to standard error.
    var log: String { (try? String(contentsOfFile: folder + "/agent.log", encoding: .utf8)) ?? "" }

    /// A client of a page with these rights.
    func addPage(_ scopes: [String]) async throws -> AgentClient {
        let origin = "https://admission.example"
        let options = ["--name", "page", "--origin", origin, "--socket", folder + "/agent.sock"]
        let rights = scopes.flatMap { ["--scope", $0] }
        let output = try await Program.run("insi-agent", ["client", "add"] + options + rights)
        return AgentClient(port: client.port, token: output.lines.first, origin: origin)
    }

    /// `insi-agent pin --stdin`.
    func enter(pin: String) async throws {
        try await verbs.present(pin: pin)
    }

    deinit {
        process.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A new folder that everybody may use, with a short path.
    static func makeFolder() throws -> String {
        let folder = "/tmp/loop-agent-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        unsafe chmod(folder, 0o1777)
        return folder
    }
}
