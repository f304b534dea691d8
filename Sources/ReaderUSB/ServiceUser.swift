import Glibc
import SmartCard

/// The user that pcscd runs as.
struct ServiceUser: Equatable {
    let user: UInt32
    let groups: [UInt32]

    /// From `/proc/PID/status`; nil when the process cannot be seen or no line tells.
    init?(pidFile: String, processes: String = "/proc") {
        guard let pid = TextFile.lines(pidFile).first.flatMap({ Int32($0) }) else { return nil }
        let lines = TextFile.lines("\(processes)/\(pid)/status")
        // Real, effective, saved and file system user.
        guard let user = Self.numbers("Uid:", lines).dropFirst().first else { return nil }
        self.init(
            user: user, groups: Self.numbers("Gid:", lines).dropFirst().prefix(1) + Self.numbers("Groups:", lines))
    }

    init(user: UInt32, groups: [UInt32]) {
        self.user = user
        self.groups = groups
    }

    /// Whether it may read and write the device. Root may always.
    func mayUse(_ node: DeviceNode) -> Bool {
        if user == 0 { return true }
        let shift: UInt16 = user == node.owner ? 6 : groups.contains(node.group) ? 3 : 0
        return node.mode >> shift & 0o6 == 0o6
    }

    private static func numbers(_ key: String, _ lines: [Substring]) -> [UInt32] {
        (TextFile.value(key, in: lines) ?? "").split { $0 == "\t" || $0 == " " }.compactMap { UInt32($0) }
    }
}
