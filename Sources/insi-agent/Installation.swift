import AgentCore
import FoundationEssentials

/// What identifies this installation: a UUID made once, kept in the state directory (`LPS/Instance`, insi.md 2.4).
struct Installation {
    let instance: String

    /// Reads the identifier, or makes and stores one; the folder is made with mode 0700 if it is missing.
    init(directory: String) throws(AgentError) {
        let path = directory + "/instance"
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AgentError(.storageFailed, underlying: directory)
        }
        if let known = try? String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first,
            known.count == 36
        {
            instance = String(known)
            return
        }
        instance = try Secret.instance()
        do {
            try (instance + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw AgentError(.storageFailed, underlying: path)
        }
    }
}
