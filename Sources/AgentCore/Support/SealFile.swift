public import Cryptography
import FoundationEssentials
import Glibc

/// The key that seals what is kept on disk.
public enum SealFile {
    /// Reads 32 bytes from `credential` where the system hands one over, else from `seal.key` of the state directory, which is
    /// made with mode 0600 when it is missing. Throws `storage.failed` for anything else.
    public static func key(credential: String?, stateDirectory: String) throws(AgentError) -> SealingKey {
        if let credential { return try read(credential, forbidden: 0o007) }
        let path = stateDirectory + "/seal.key"
        if FileManager.default.fileExists(atPath: path) { return try read(path, forbidden: 0o077) }
        // A new key beside what an old one sealed would make that unreadable, without a word.
        guard !FileManager.default.fileExists(atPath: stateDirectory + "/audit/head.json") else {
            throw AgentError(.storageFailed, underlying: "seal.key is missing, and the audit trail needs it")
        }
        do {
            let key = try SealingKey.random()
            try PrivateFile.write(Data(key.bytes), to: path)
            return key
        } catch {
            throw AgentError(.storageFailed, underlying: "seal.key")
        }
    }

    /// The key that the agent made, or was handed. Throws `storage.failed` when there is none.
    public static func existingKey(credential: String?, stateDirectory: String) throws(AgentError) -> SealingKey {
        if let credential { return try read(credential, forbidden: 0o007) }
        return try read(stateDirectory + "/seal.key", forbidden: 0o077)
    }

    /// A key that others may read seals nothing.
    private static func read(_ path: String, forbidden: mode_t) throws(AgentError) -> SealingKey {
        var status = stat()
        guard unsafe stat(path, &status) == 0, status.st_mode & forbidden == 0,
            let bytes = try? Data(contentsOf: URL(filePath: path)), let key = SealingKey(Array(bytes))
        else {
            throw AgentError(.storageFailed, underlying: "seal.key")
        }
        return key
    }
}
