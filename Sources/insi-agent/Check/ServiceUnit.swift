import AgentCore
import FoundationEssentials

/// The units of the agent as administrators and packages wrote them; the manager itself is not asked.
enum ServiceUnit {
    private static let service = "insi-agent.service"
    private static let socket = "insi-agent.socket"
    private static let folders = [
        "/etc/systemd/system", "/run/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system",
        "/lib/systemd/system",
    ]

    /// Whether there is one of the service.
    static var isInstalled: Bool { main(service) != nil }

    /// The ports that the service manager holds from boot by the socket unit (`ListenStream=`); nil where it does not run, or knows
    /// no such unit. Only root may see its descriptors, but whoever looks sees the unit.
    static var ports: Set<Int>? {
        guard FileManager.default.fileExists(atPath: "/run/systemd/system"), main(socket) != nil else { return nil }
        let addresses = lines(socket).compactMap { line -> String? in
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.filter { !$0.isWhitespace } }
            return parts.first == "ListenStream" ? parts.last : nil
        }
        // An empty one forgets those before it.
        let last = addresses.lastIndex(of: "").map { addresses[($0 + 1)...] } ?? addresses[...]
        return Set(last.compactMap { $0.split(separator: ":").last.flatMap { Int($0) } })
    }

    /// Whether the service hands this secret to the agent (`LoadCredential=`, `LoadCredentialEncrypted=`, `SetCredential=`…).
    static func declares(_ credential: Credentials.Name) -> Bool {
        lines(service).contains { line in
            line.contains("Credential") && line.contains(credential.rawValue) && !line.hasPrefix("#")
        }
    }

    /// The unit file that is in force: that of the first folder which has one (systemd.unit(5)).
    private static func main(_ unit: String) -> String? {
        folders.map { $0 + "/" + unit }.first(where: FileManager.default.fileExists)
    }

    /// The lines of the unit and of its drop-ins, which are read in the order of their names; of one name the first folder's.
    private static func lines(_ unit: String) -> [Substring] {
        var dropIns: [String: String] = [:]
        for folder in folders.reversed().map({ $0 + "/" + unit + ".d" }) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names where name.hasSuffix(".conf") { dropIns[name] = folder + "/" + name }
        }
        let files = [main(unit)].compactMap(\.self) + dropIns.sorted { $0.key < $1.key }.map(\.value)
        return files.flatMap { path in
            ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
        }
    }
}
