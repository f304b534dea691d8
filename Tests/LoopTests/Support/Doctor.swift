import Foundation
import SandboxKit

/// One run of `insi-agent doctor --json`.
struct Doctor {
    private struct Document: Decodable {
        let cause: Check.Finding?
        let findings: [Check.Finding]
    }

    /// In the order of mending.
    static let inOrder = [
        "configuration", "disk", "files", "pcscd", "readers", "sharing", "clock", "authentication", "idam",
        "trustAnchors", "cardAuthorities", "revocationLists", "dns", "proxy", "tls", "port", "socket", "agent",
        "policies",
    ]

    let status: Int32
    let lines: [String]
    let cause: Check.Finding?
    let findings: [Check.Finding]
    let time: Duration

    /// Who is nobody in particular.
    static let nobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    /// Examines the sandbox's configuration after `edit`, in which `{F}` becomes a new folder for everybody that holds `files`,
    /// `ca.pem` and `crl.pem`. `prefix` is put before the command, with `{F}` replaced too; `socket` is pcscd's.
    init(
        _ desk: Desk, prefix: [String] = [], files: [String: [UInt8]] = [:], socket: String? = nil,
        environment: [String: String] = [:], options: [String] = ["--json"], edit: (String) -> String = { $0 }
    ) async throws {
        let folder = try OwnAgent.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let own = ["ca.pem": desk.sandbox.access.caFile, "crl.pem": desk.folder + "/crl.pem"]
        for (name, path) in own {
            try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: folder + "/" + name))
        }
        for (name, bytes) in files { try Data(bytes).write(to: URL(filePath: folder + "/" + name)) }
        let original = try String(contentsOfFile: desk.folder + "/agent.conf", encoding: .utf8)
            .replacingOccurrences(of: "=\(desk.sandbox.access.caFile)", with: "={F}/ca.pem")
            .replacingOccurrences(of: "=\(desk.folder)/crl.pem", with: "={F}/crl.pem")
        let text = edit(original).replacingOccurrences(of: "{F}", with: folder)
        try text.write(toFile: folder + "/agent.conf", atomically: true, encoding: .utf8)
        let command =
            prefix.map { $0.replacingOccurrences(of: "{F}", with: folder) }
            + [Products.folder + "/insi-agent", "doctor", "--config", folder + "/agent.conf"] + options
        let environment = environment.merging(
            ["PCSCLITE_CSOCK_NAME": socket ?? desk.sandbox.access.pcscdSocket]) { given, _ in given }
        let start = ContinuousClock.now
        let output = try await Program.run(
            command[0], Array(command.dropFirst()),
            environment: environment.mapValues { $0.replacingOccurrences(of: "{F}", with: folder) })
        time = .now - start
        (status, lines) = (output.status, output.lines)
        let json = options.contains("--json") ? lines.first : nil
        let document = try json.map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)) }
        (cause, findings) = (document?.cause, document?.findings ?? [])
    }

    subscript(_ check: String) -> Check.Finding? { findings.first { $0.check == check } }

    /// For the message of an expectation.
    var told: String {
        findings.filter { $0.status != "ok" }.map { "\($0.check) \($0.status) \($0.code ?? "-"): \($0.text)" }
            .joined(separator: "\n")
    }
}

extension Desk {
    /// Lets every user reach the sockets of the sandbox.
    func open() {
        unsafe chmod(folder, 0o755)
        unsafe chmod(sandbox.access.pcscdSocket, 0o666)
    }

    /// As a sandbox is.
    func close() {
        unsafe chmod(folder, 0o700)
    }
}
