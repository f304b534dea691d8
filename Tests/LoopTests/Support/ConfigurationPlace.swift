import CardSimulator
import Foundation

/// A configuration of a test's own: a file, its drop-ins and the files that it names, in a folder that every user may enter.
final class ConfigurationPlace: Sendable {
    /// A fault as `config check --json` tells it.
    struct Fault: Decodable, Equatable {
        let file: String?
        let line: Int?
        let column: Int?
        let key: String?
        let message: String
    }

    let folder: String
    let file: String

    /// A configuration that has no fault, but for what `lines` put after it.
    init(_ lines: String = "") throws {
        folder = try OwnAgent.makeFolder()
        file = folder + "/agent.conf"
        try write("ca.pem", TestAuthority().caPEM, mode: 0o644)
        try FileManager.default.createDirectory(atPath: file + ".d", withIntermediateDirectories: false)
        let text = """
            [agent]
            StateDirectory={F}/state
            [endpoint]
            Socket={F}/run/agent.sock
            [insi]
            IDAM=TESTSGIE0000
            TrustAnchors={F}/ca.pem
            \(lines)

            """
        try write("agent.conf", text.replacingOccurrences(of: "{F}", with: folder), mode: 0o644)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes a file of this owner and these rights; `{F}` in it is the folder.
    func write(_ name: String, _ text: String, owner: UInt32 = 0, group: UInt32 = 0, mode: UInt32 = 0o600) throws {
        try write(
            name, Array(text.replacingOccurrences(of: "{F}", with: folder).utf8), owner: owner, group: group, mode: mode
        )
    }

    /// The same with bytes.
    func write(_ name: String, _ bytes: [UInt8], owner: UInt32 = 0, group: UInt32 = 0, mode: UInt32 = 0o600) throws {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(filePath: path))
        if geteuid() == 0 { unsafe chown(path, owner, group) }
        unsafe chmod(path, mode)
    }

    /// Writes a drop-in.
    func dropIn(_ name: String, _ text: String) throws {
        try write("agent.conf.d/" + name, text, mode: 0o644)
    }

    /// Runs a verb of the agent on it, as another user where one is named.
    func run(
        _ verb: [String], as user: String? = nil, credentials: String? = nil
    ) async throws -> Program.Output {
        let environment = credentials.map { ["CREDENTIALS_DIRECTORY": $0] } ?? [:]
        let command = verb + ["--config", file]
        guard let user else {
            return try await Program.run("insi-agent", command, environment: environment)
        }
        // Where the build folder is, other users may not look.
        let program = folder + "/insi-agent"
        if !FileManager.default.fileExists(atPath: program) {
            let built = Products.folder + "/insi-agent"
            if unsafe link(built, program) != 0 {
                try FileManager.default.copyItem(atPath: built, toPath: program)
            }
        }
        return try await Program.run(
            "/usr/bin/setpriv",
            ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", program] + command, environment: environment)
    }

    /// The faults that `config check --json` tells.
    func faults(as user: String? = nil, credentials: String? = nil, options: [String] = []) async throws -> [Fault] {
        let output = try await run(["config", "check", "--json"] + options, as: user, credentials: credentials)
        return try JSONDecoder().decode([Fault].self, from: Data((output.lines.first ?? "").utf8))
    }
}
