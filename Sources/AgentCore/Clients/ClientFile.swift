import FoundationEssentials
import Glibc

/// The file of the clients, mode 0600. Several agents may share it: each change is made under a lock, on what the file says
/// then, and a stamp tells when another one changed it.
struct ClientFile: Sendable {
    let path: String

    /// What changes when the file is replaced.
    struct Stamp: Equatable, Sendable {
        let inode: UInt64
        let size: Int64
        let seconds: Int64
        let nanoseconds: Int64
    }

    /// The stamp of the file as it is; nil when there is none.
    var stamp: Stamp? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int64(status.st_mtim.tv_sec),
            nanoseconds: Int64(status.st_mtim.tv_nsec))
    }

    /// The clients; none when there is no file. Throws `storage.failed` for a file that cannot be read or understood: then no
    /// client is silently lost.
    func read() throws(AgentError) -> [Client] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try JSONDecoder().decode([Client].self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw failure
        }
    }

    /// Replaces the file. Throws `storage.failed`.
    func write(_ clients: [Client]) throws(AgentError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            try PrivateFile.write(encoder.encode(clients), to: path)
        } catch {
            throw failure
        }
    }

    /// Runs `body` while no other agent changes the file; waits for one that is at it. Throws `storage.failed` where no lock
    /// can be had.
    func exclusively<R>(_ body: () throws(AgentError) -> R) throws(AgentError) -> R {
        let descriptor = unsafe open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw failure }
        return try body()
    }

    private var failure: AgentError { AgentError(.storageFailed, underlying: "clients.json") }
}
