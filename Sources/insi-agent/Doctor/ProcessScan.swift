import AgentCore
import AgentHTTP
import FoundationEssentials
import Glibc

/// The programs of this machine as /proc shows them: to root all of them, to others their own.
enum ProcessScan {
    /// Those that use PC/SC, by its library in their memory; ours do not count.
    static func usersOfPCSC() -> SeenPrograms {
        // The kernel keeps 15 bytes of a name.
        let ours = ["insi-agent", "insi-agent-libr", "pcscd"]
        let found = all().filter { program in
            !ours.contains(program.name) && ProcNetTCP.read("/proc/\(program.pid)/maps").contains("/libpcsclite")
        }
        return SeenPrograms(found: found, isComplete: geteuid() == 0)
    }

    /// Who listens on a port of loopback.
    static func owner(of port: Int) -> PortSight {
        guard port > 0 else { return .free }
        let listeners = ["/proc/self/net/tcp", "/proc/self/net/tcp6"].flatMap {
            ProcNetTCP.listeners(in: ProcNetTCP.read($0), port: port)
        }
        guard let first = listeners.first else { return .free }
        let sockets = Set(listeners.map { "socket:[\($0.inode)]" })
        let owner = all().first { program in
            let folder = "/proc/\(program.pid)/fd"
            let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return descriptors.contains { name in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + name)).map(sockets.contains)
                    ?? false
            }
        }
        return .taken(by: owner, user: first.user)
    }

    private static func all() -> [SeenProgram] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.sorted().compactMap(program)
    }

    private static func program(_ pid: Int32) -> SeenProgram? {
        var status = stat()
        // The folder of a process that may not be dumped is root's; its status names the user.
        guard unsafe stat("/proc/\(pid)", &status) == 0 else { return nil }
        let lines = ProcNetTCP.read("/proc/\(pid)/status").split(separator: "\n")
        func field(_ name: String) -> [Substring] {
            lines.first { $0.hasPrefix(name + ":") }?.split(whereSeparator: \.isWhitespace).dropFirst().map(\.self)
                ?? []
        }
        return SeenProgram(
            pid: pid, name: field("Name").joined(separator: " "),
            user: field("Uid").first.flatMap { UInt32($0) } ?? status.st_uid)
    }
}
