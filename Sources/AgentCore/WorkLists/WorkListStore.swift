import Cryptography
import FoundationEssentials

/// The lists on disk, sealed: they name people (AES-256-GCM, one file with mode 0600).
struct WorkListStore: Sendable {
    private static let context = "insi-agent work lists 1"
    private let path: String
    private let key: SealingKey

    /// The file of a state directory, and the key that seals it.
    init(directory: String, key: SealingKey) {
        path = directory + "/worklists.sealed"
        self.key = key
    }

    /// What was kept; an empty book without a file, nil for a file that this key does not open or that is of another version.
    /// Throws `storage.failed` for one that cannot be read.
    func load() throws(AgentError) -> WorkListBook? {
        guard FileManager.default.fileExists(atPath: path) else { return WorkListBook() }
        guard let sealed = try? Data(contentsOf: URL(filePath: path)) else {
            throw AgentError(.storageFailed, underlying: "worklists.sealed")
        }
        guard let text = try? key.open(Array(sealed), context: Self.context) else { return nil }
        return try? JSONDecoder().decode(WorkListBook.self, from: Data(text))
    }

    /// Keeps the book; an empty one leaves no file.
    func save(_ book: WorkListBook) throws(AgentError) {
        do {
            guard !book.isEmpty else {
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
                return
            }
            let text = Array(try JSONEncoder().encode(book))
            try PrivateFile.write(Data(key.seal(text, context: Self.context)), to: path)
        } catch {
            throw AgentError(.storageFailed, underlying: "worklists.sealed")
        }
    }

    /// Erases a file that nobody can open any more.
    func erase() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
