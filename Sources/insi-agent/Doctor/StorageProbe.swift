import AgentCore
import FoundationEssentials
import Glibc

/// The disk and the files of the agent, looked at without writing.
struct StorageProbe {
    let configuration: Configuration
    /// Whether our user is the agent's, as it is in the agent itself.
    let isAgent: Bool

    /// The disk of the state directory, or of the folder in which it would be made.
    var disk: SeenDisk? {
        var path = configuration.stateDirectory
        var disk = statvfs()
        while unsafe statvfs(path, &disk) != 0 {
            guard errno == ENOENT, path.count > 1 else { return nil }
            path = URL(filePath: path).deletingLastPathComponent().path
        }
        let isReadOnly = disk.f_flag & UInt(ST_RDONLY) != 0
        return SeenDisk(
            bytes: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue,
            files: disk.f_files > 0 ? UInt64(disk.f_favail) : nil, isReadOnly: isReadOnly)
    }

    /// The first thing that is wrong with the state directory, its files, and the files of secrets.
    var fault: FileFault? {
        secretFault ?? directoryFault
    }

    private var secretFault: FileFault? {
        let own = ["seal.key", "clients.json"].map { configuration.stateDirectory + "/" + $0 }
        let named = [configuration.clientCertificatePassphrase, configuration.proxyPassword].compactMap { $0 }
        let secrets = SecretFile(
            account: .ofStarted(stateDirectory: configuration.stateDirectory), credentials: .ofProcess)
        return (own + named).first(where: secrets.isOpen).map { .openSecret(path: $0) }
    }

    /// A directory that is not there yet is made at the start.
    private var directoryFault: FileFault? {
        let path = configuration.stateDirectory
        guard let folder = Self.status(path) else { return errno == EACCES ? .unseen : nil }
        guard folder.st_mode & S_IFMT == S_IFDIR else { return .noDirectory }
        guard folder.st_mode & 0o022 == 0 else { return .openDirectory }
        let mine = geteuid() == folder.st_uid || geteuid() == 0
        guard mine || isAgent else { return .unseen }
        guard unsafe faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) == 0 || errno == EROFS else {
            return .notWritable
        }
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        for name in names.sorted() {
            guard let owner = Self.status(path + "/" + name)?.st_uid, owner != folder.st_uid else { continue }
            // A key may be root's, for the agent's group to read.
            if owner != 0 || name != "seal.key" {
                return .foreignOwner(name: name, owner: owner, expected: folder.st_uid)
            }
        }
        return nil
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status : nil
    }
}
