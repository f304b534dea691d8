import AgentCore
import FoundationEssentials

/// The units of the agent as administrators and packages wrote them; the manager itself is not asked.
enum ServiceUnit {
    private static let name = "insi-agent.service"
    private static let folders = [
        "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
        "/lib/systemd/system",
    ]

    /// Whether there is one of the service.
    static var isInstalled: Bool { isThere(name) }

    /// Whether the service manager runs and knows the agent's socket unit, by which it holds the port from boot: only root may
    /// see its descriptors, but whoever looks sees the unit.
    static var hasSocket: Bool {
        FileManager.default.fileExists(atPath: "/run/systemd/system") && isThere("insi-agent.socket")
    }

    /// Whether it hands this secret to the agent (`LoadCredential=`, `LoadCredentialEncrypted=`, `SetCredential=`…).
    static func declares(_ credential: Credentials.Name) -> Bool {
        files.contains { path in
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").contains { line in
                line.contains("Credential") && line.contains(credential.rawValue) && !line.hasPrefix("#")
            }
        }
    }

    private static func isThere(_ unit: String) -> Bool {
        folders.contains { FileManager.default.fileExists(atPath: $0 + "/" + unit) }
    }

    private static var files: [String] {
        folders.flatMap { folder in
            let dropIns = folder + "/" + name + ".d"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: dropIns)) ?? []
            return [folder + "/" + name] + names.filter { $0.hasSuffix(".conf") }.map { dropIns + "/" + $0 }
        }.filter { FileManager.default.fileExists(atPath: $0) }
    }
}
