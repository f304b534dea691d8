import Foundation
import Testing

/// A real pcscd with its own socket and virtual readers, started as systemd would: a listening socket as descriptor 3.
final class TestPCSCD: @unchecked Sendable {
    private let folder: ScratchFolder
    private let pid: pid_t

    /// Clients see each reader as its name and two numbers: ` 00 00` for the first, ` 01 00` for the second, since one
    /// library serves them all.
    init(readers: [String]) throws {
        let folder = try ScratchFolder()
        self.folder = folder
        let configuration = folder.path + "/conf"
        try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
        let entries = readers.map {
            "FRIENDLYNAME \"\($0)\"\nDEVICENAME x:\(folder.path)/\($0).sock\nLIBPATH \(Driver.path)\nCHANNELID 0\n"
        }
        try entries.joined(separator: "\n").write(toFile: configuration + "/readers", atomically: true, encoding: .utf8)
        let listener = try Self.listen(at: folder.path + "/pcscd.comm")
        defer { close(listener) }
        pid = try Self.spawn(configuration: configuration, log: folder.path + "/log", listener: listener)
    }

    func socketPath(of reader: String) -> String { "\(folder.path)/\(reader).sock" }

    /// Runs a PC/SC client against this pcscd.
    func client(_ tool: String, _ arguments: [String]) throws -> (Int32, String) {
        try run(
            tool, arguments, environment: ["PCSCLITE_CSOCK_NAME": folder.path + "/pcscd.comm", "HOME": folder.path])
    }

    /// Returns when pcscd says that a card is in the reader; throws after five seconds.
    func awaitCard(in reader: String) throws {
        let deadline = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < deadline {
            let lines = try client("opensc-tool", ["--list-readers"]).1.split(separator: "\n")
            if lines.contains(where: { $0.contains("Yes") && $0.contains(" \(reader) ") }) { return }
        }
        throw POSIXError(.ETIMEDOUT)
    }

    var log: String { (try? String(contentsOfFile: folder.path + "/log", encoding: .utf8)) ?? "" }

    /// Ends pcscd and waits for it; true when it ended by itself on SIGTERM.
    @discardableResult
    func stop() -> Bool {
        kill(pid, SIGTERM)
        var status: Int32 = 0
        for _ in 0..<300 {
            if unsafe waitpid(pid, &status, WNOHANG) == pid { return true }
            usleep(10_000)
        }
        kill(pid, SIGKILL)
        _ = unsafe waitpid(pid, &status, 0)
        return false
    }

    private static func listen(at path: String) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, Glibc.listen(descriptor, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        return descriptor
    }

    private static func spawn(configuration: String, log: String, listener: Int32) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        unsafe posix_spawn_file_actions_adddup2(&actions, listener, 3)
        // A Dispatch thread blocks SIGTERM, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        var noSignals = sigset_t()
        unsafe sigemptyset(&noSignals)
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let command = #"LISTEN_FDS=1 LISTEN_PID=$$ exec /usr/sbin/pcscd -f -c "$0""#
        let words: [String] = ["sh", "-c", command, configuration]
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var environment = unsafe [strdup("PATH=/usr/sbin:/usr/bin:/bin"), nil]
        defer { unsafe environment.forEach { unsafe free($0) } }
        var pid: pid_t = 0
        guard unsafe posix_spawn(&pid, "/bin/sh", &actions, &attributes, &arguments, &environment) == 0 else {
            throw POSIXError(.ECHILD)
        }
        return pid
    }
}
