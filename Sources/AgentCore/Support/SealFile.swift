public import Cryptography
import FoundationEssentials

/// The key that seals what is kept on disk.
public enum SealFile {
    /// Where the key is: the file of `credential` where the system hands one over, else `seal.key` of the state directory.
    public static func path(credential: String?, stateDirectory: String) -> String {
        credential ?? stateDirectory + "/seal.key"
    }

    /// Reads the 32 bytes of the key, and makes `seal.key` with mode 0600 when there is none. Throws `storage.failed` for
    /// anything else.
    public static func key(
        credential: String?, stateDirectory: String, secrets: SecretFile
    ) throws(AgentError) -> SealingKey {
        let path = path(credential: credential, stateDirectory: stateDirectory)
        if credential != nil || FileManager.default.fileExists(atPath: path) { return try read(path, secrets) }
        // A new key beside what an old one sealed would make that unreadable, without a word.
        guard !isNeeded(stateDirectory: stateDirectory) else {
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

    /// Whether a key was there before: a trail has been made with it.
    public static func isNeeded(stateDirectory: String) -> Bool {
        FileManager.default.fileExists(atPath: stateDirectory + "/audit/head.json")
    }

    /// The key that the agent made, or was handed. Throws `storage.failed` when there is none.
    public static func existingKey(
        credential: String?, stateDirectory: String, secrets: SecretFile
    ) throws(AgentError) -> SealingKey {
        try read(path(credential: credential, stateDirectory: stateDirectory), secrets)
    }

    /// A key that others may read seals nothing.
    private static func read(_ path: String, _ secrets: SecretFile) throws(AgentError) -> SealingKey {
        guard let bytes = try? secrets.read(path, limit: 32), let key = SealingKey(bytes) else {
            throw AgentError(.storageFailed, underlying: "seal.key")
        }
        return key
    }
}
