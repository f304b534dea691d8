import Foundation

/// One run of `insi-agent check --json`.
struct Check {
    struct Finding: Decodable {
        let check: String
        let status: String
        let text: String
        let action: String?
        let code: String?
    }

    static let inOrder = [
        "configuration", "authentication", "idam", "trustAnchors", "cardAuthorities", "revocationLists", "dns", "proxy",
        "tls", "clock", "agent", "call",
    ]

    let status: Int32
    let lines: [String]
    let findings: [Finding]

    /// Checks the sandbox's configuration after `edit`, in which `{F}` becomes the folder that holds `files`; those of `open`
    /// may be read by others.
    init(
        _ desk: Desk, options: [String] = [], files: [String: [UInt8]] = [:], open: Set<String> = [],
        edit: (String) -> String = { $0 }
    ) async throws {
        let folder = try OwnAgent.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, bytes) in files {
            try Data(bytes).write(to: URL(filePath: folder + "/" + name))
            unsafe chmod(folder + "/" + name, open.contains(name) ? 0o644 : 0o600)
        }
        let text = edit(try String(contentsOfFile: desk.folder + "/agent.conf", encoding: .utf8))
        try text.replacingOccurrences(of: "{F}", with: folder).write(
            toFile: folder + "/agent.conf", atomically: true, encoding: .utf8)
        let output = try await Program.run(
            "insi-agent", ["check", "--json", "--config", folder + "/agent.conf"] + options)
        (status, lines) = (output.status, output.lines)
        findings = try lines.first.map { try JSONDecoder().decode([Finding].self, from: Data($0.utf8)) } ?? []
    }

    subscript(_ check: String) -> Finding? { findings.first { $0.check == check } }
}
