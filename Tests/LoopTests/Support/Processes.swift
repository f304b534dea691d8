import Foundation

/// Processes of this machine, as /proc tells them.
enum Processes {
    /// All that descend from a process, itself not included.
    static func descendants(of root: Int32) -> [Int32] {
        let parents = all.compactMap { pid in parent(of: pid).map { (pid, $0) } }
        var found: [Int32] = []
        var next = [root]
        while let pid = next.popLast() {
            let children = parents.filter { $0.1 == pid }.map(\.0)
            found += children
            next += children
        }
        return found
    }

    /// Whether a process runs; one that has ended and waits for its parent does not.
    static func isAlive(_ pid: Int32) -> Bool {
        guard let state = fields(of: pid)?.first else { return false }
        return state != "Z" && state != "X"
    }

    /// The kernel's letter for what a process does, e.g. `T` for one that was stopped.
    static func state(of pid: Int32) -> String? {
        fields(of: pid)?.first.map(String.init)
    }

    /// Whether this machine has ::1.
    static var hasIPv6: Bool {
        (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8))?.contains(" lo") == true
    }

    /// What `name` of /proc/PID holds.
    static func read(_ name: String, of pid: Int32) -> [UInt8] {
        let handle = try? FileHandle(forReadingFrom: URL(filePath: "/proc/\(pid)/\(name)"))
        return Array((try? handle?.readToEnd()) ?? Data())
    }

    /// Resident memory of a process, bytes.
    static func residentMemory(of pid: Int32) -> Int {
        let pages = String(decoding: read("statm", of: pid), as: UTF8.self).split(separator: " ").dropFirst().first
        return (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static var all: [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
    }

    private static func parent(of pid: Int32) -> Int32? {
        fields(of: pid)?.dropFirst().first.flatMap { Int32($0) }
    }

    /// What follows the name in /proc/PID/stat: state, parent, ….
    private static func fields(of pid: Int32) -> [Substring]? {
        let stat = String(decoding: read("stat", of: pid), as: UTF8.self)
        guard let end = stat.lastIndex(of: ")") else { return nil }
        return stat[end...].dropFirst().split(separator: " ")
    }
}
