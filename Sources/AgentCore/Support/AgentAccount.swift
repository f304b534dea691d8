import Glibc

/// The user that the agent runs as, by whom secrets may be owned and read.
public struct AgentAccount: Equatable, Sendable {
    /// Its user number.
    public let user: UInt32
    /// Its group number.
    public let group: UInt32

    /// An account from its numbers.
    public init(user: UInt32, group: UInt32) {
        self.user = user
        self.group = group
    }

    /// The account of this process.
    public static var ofProcess: AgentAccount { AgentAccount(user: geteuid(), group: getegid()) }

    /// The account that an agent with this state directory has, for a verb beside it: our own, but where root looks the owner
    /// of the directory, when there is one.
    public static func ofAgent(stateDirectory: String) -> AgentAccount {
        var status = stat()
        guard geteuid() == 0, unsafe stat(stateDirectory, &status) == 0 else { return ofProcess }
        return AgentAccount(user: status.st_uid, group: status.st_gid)
    }
}
