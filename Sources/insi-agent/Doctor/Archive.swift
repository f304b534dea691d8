import FoundationEssentials
import Glibc

/// Why an archive could not be written; French, for the person at the terminal.
struct ArchiveFault: Error {
    let sentence: String
}

/// A `tar.gz` of small files in memory: POSIX ustar (IEEE 1003.1, pax, "ustar Interchange Format"), compressed by `gzip`.
enum Archive {
    /// One file.
    struct Entry {
        let name: String
        let text: String
    }

    /// Writes the archive with mode 0600. A file that is there already is kept, and nothing half-written stays.
    static func write(_ entries: [Entry], to path: String) throws(ArchiveFault) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw ArchiveFault(
                sentence: errno == EEXIST
                    ? "ce fichier existe déjà, il est gardé." : "l'archive ne peut pas être créée (erreur \(errno)).")
        }
        defer { close(file) }
        guard fchmod(file, 0o600) == 0, compress(tar(entries), into: file), fsync(file) == 0 else {
            unsafe unlink(path)
            throw ArchiveFault(sentence: "l'archive n'a pas pu être écrite (gzip, ou le disque est plein).")
        }
    }

    /// The bytes of the archive before compression.
    static func tar(_ entries: [Entry]) -> [UInt8] {
        let files = entries.flatMap { entry in
            let content = Array(entry.text.utf8)
            return header("insi-agent/" + entry.name, size: content.count) + content + padding(after: content.count)
        }
        return files + [UInt8](repeating: 0, count: 1024)
    }

    private static func header(_ name: String, size: Int) -> [UInt8] {
        let now = Int(time(nil))
        let fields = [
            field(name, 100), octal(0o600, 8), octal(0, 8), octal(0, 8), octal(size, 12), octal(now, 12),
            field("        ", 8), field("0", 1), field("", 100), field("ustar", 6), Array("00".utf8),
            field("root", 32), field("root", 32), octal(0, 8), octal(0, 8), field("", 167),
        ]
        var bytes = fields.flatMap(\.self)
        let sum = bytes.reduce(0) { $0 + Int($1) }
        bytes.replaceSubrange(148..<156, with: octal(sum, 7) + [0x20])
        return bytes
    }

    /// A text and zeros, so many bytes in all.
    private static func field(_ text: String, _ size: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(size))
        return bytes + [UInt8](repeating: 0, count: size - bytes.count)
    }

    /// An octal number with zeros before it and a NUL behind, so many bytes in all.
    private static func octal(_ number: Int, _ size: Int) -> [UInt8] {
        let digits = String(number, radix: 8)
        return field(String(repeating: "0", count: max(0, size - 1 - digits.count)) + digits, size)
    }

    private static func padding(after size: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (512 - size % 512) % 512)
    }

    private static func compress(_ bytes: [UInt8], into file: Int32) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return false }
        let (source, sink) = (ends[0], ends[1])
        _ = fcntl(sink, F_SETFD, FD_CLOEXEC)
        let pid = gzip(from: source, into: file)
        close(source)
        // A gzip that ended early is told by its status, not by a signal to us.
        signal(SIGPIPE, SIG_IGN)
        let isWritten = pid != nil && write(bytes, to: sink)
        close(sink)
        guard let pid else { return false }
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return isWritten && status == 0
    }

    private static func gzip(from source: Int32, into file: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, source, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, file, 1)
        var arguments = unsafe [strdup("gzip"), strdup("-n"), strdup("-c"), nil]
        var environment = unsafe [strdup("PATH=/usr/bin:/bin"), nil]
        defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
        var pid: pid_t = 0
        for program in ["/usr/bin/gzip", "/bin/gzip"] {
            if unsafe posix_spawn(&pid, program, &actions, nil, &arguments, &environment) == 0 { return pid }
        }
        return nil
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
