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

    /// The account of a user of this name; nil when there is none.
    public static func named(_ name: String) -> AgentAccount? {
        guard let entry = unsafe getpwnam(name) else { return nil }
        return unsafe AgentAccount(user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    /// The account that a folder or file belongs to; nil when it is not there.
    public static func owner(of path: String) -> AgentAccount? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return AgentAccount(user: status.st_uid, group: status.st_gid)
    }

    /// The account of an agent that runs, or ran: the owner of its state directory; before there is one, as below.
    public static func ofStarted(stateDirectory: String) -> AgentAccount {
        owner(of: stateDirectory) ?? ofAgent(stateDirectory: stateDirectory)
    }

    /// The account that an agent with this state directory has, for a verb beside it: our own, but where root looks the owner
    /// of the directory, or before there is one the user that the package makes.
    public static func ofAgent(stateDirectory: String) -> AgentAccount {
        guard geteuid() == 0 else { return ofProcess }
        return owner(of: stateDirectory) ?? named("insi-agent") ?? ofProcess
    }
}
