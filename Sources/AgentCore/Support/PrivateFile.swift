import FoundationEssentials
import Glibc

/// Files that only our user may read.
enum PrivateFile {
    /// Writes the whole file with mode 0600 and puts it in place at once: after a crash there is the old file or the new one.
    static func write(_ data: Data, to path: String) throws {
        let draft = path + ".new"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw CocoaError(.fileWriteNoPermission) }
        var rest = data[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw CocoaError(.fileWriteUnknown) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0, unsafe rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try keepNames(in: URL(filePath: path).deletingLastPathComponent().path)
    }

    /// Puts the names of a folder on the disk: without this a new file may be gone after the power failed.
    static func keepNames(in folder: String) throws {
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw CocoaError(.fileReadNoPermission) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
