import FoundationEssentials
import Glibc

/// The one folder of a sandbox, under `/tmp` so that socket paths stay short; it is gone when the sandbox ends.
///
/// Its name tells the process that owns it, so that the next start can clear what a killed one left.
struct SandboxFolder: Sendable {
    let path: String

    private static let parent = "/tmp"
    private static let prefix = "insi-sandbox-"

    /// Clears the remains of dead sandboxes of this user, then makes our folder with mode 0700.
    init() throws(SandboxError) {
        Self.clearRemains()
        guard let start = Self.startTime(of: getpid()) else {
            throw SandboxError("démarrage", "/proc n'est pas lisible")
        }
        path = "\(Self.parent)/\(Self.prefix)\(getpid())-\(start)"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SandboxError("démarrage", "le dossier \(path) ne peut pas être créé")
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws(SandboxError) -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file with mode 0600 and returns its path.
    func write(_ bytes: [UInt8], to name: String) throws(SandboxError) -> String {
        let file = path + "/" + name
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw SandboxError("démarrage", "\(file) ne peut pas être écrit") }
        return file
    }

    private static func clearRemains() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let parts = name.dropFirst(prefix.count).split(separator: "-")
            guard parts.count == 2, let pid = Int32(parts[0]), startTime(of: pid).map({ $0 != parts[1] }) ?? true else {
                continue
            }
            try? FileManager.default.removeItem(atPath: parent + "/" + name)
        }
    }

    /// Start time of a process in clock ticks since boot, which tells it from a later one of the same number.
    private static func startTime(of pid: Int32) -> String? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let name = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[name...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
    }
}
