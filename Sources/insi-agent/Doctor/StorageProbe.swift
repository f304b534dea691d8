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
        // A link to it is as good as the directory.
        guard let folder = Self.status(path, isLinkFollowed: true) else { return errno == EACCES ? .unseen : nil }
        guard folder.st_mode & S_IFMT == S_IFDIR else { return .noDirectory }
        guard folder.st_mode & 0o022 == 0 else { return .openDirectory }
        let mine = geteuid() == folder.st_uid || geteuid() == 0
        guard mine || isAgent else { return .unseen }
        guard unsafe faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) == 0 || errno == EROFS else {
            return .notWritable
        }
        return foreigner(in: "", of: folder.st_uid)
    }

    /// The first file of another user below a folder of the state directory; each folder is judged before its files, which may be
    /// hidden from us.
    private func foreigner(in folder: String, of user: UInt32) -> FileFault? {
        let path = configuration.stateDirectory + "/" + folder
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() {
            let name = folder + name
            guard let status = Self.status(configuration.stateDirectory + "/" + name) else { continue }
            // A key may be root's, for the agent's group to read; a disk has a folder of root's of its own.
            let isRoots = status.st_uid == 0 && ["seal.key", "lost+found"].contains(name)
            guard status.st_uid == user || isRoots else {
                return .foreignOwner(name: name, owner: status.st_uid, expected: user)
            }
            guard status.st_mode & S_IFMT == S_IFDIR, !isRoots else { continue }
            if let fault = foreigner(in: name + "/", of: user) { return fault }
        }
        return nil
    }

    private static func status(_ path: String, isLinkFollowed: Bool = false) -> stat? {
        var status = stat()
        return unsafe fstatat(AT_FDCWD, path, &status, isLinkFollowed ? 0 : AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }
}
