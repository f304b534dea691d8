import AgentCore
import CLinux
import Glibc

/// What the kernel lets the agent's user do with files, where root looks on its behalf.
///
/// The rights are those of the thread that looks (setfsuid(2)): other threads stay root's, and so does all else that root may.
struct AgentRights: Sendable {
    /// Who the agent is.
    let account: AgentAccount
    /// Whether a look of this process is one of the agent's: to root, and to the owner of the state directory.
    let areKnown: Bool

    /// Those of an agent with this state directory.
    init(stateDirectory: String) {
        account = .ofAgent(stateDirectory: stateDirectory)
        areKnown = geteuid() == 0 || AgentAccount.owner(of: stateDirectory)?.user == geteuid()
    }

    /// Looks with the agent's rights; with our own where we are not root, or may not give them up. Looks do not nest.
    func look<R>(_ body: () -> R) -> R {
        guard geteuid() == 0, account.user != 0 else { return body() }
        let (mine, theirs) = (Self.groupsOfProcess, groupsOfAccount)
        guard take(account.user, account.group, theirs) else {
            _ = take(geteuid(), getegid(), mine)
            return body()
        }
        defer {
            let isBack = take(geteuid(), getegid(), mine)
            precondition(isBack, "root takes its rights back")
        }
        return body()
    }

    private func take(_ user: UInt32, _ group: UInt32, _ groups: [UInt32]) -> Bool {
        unsafe linux_take_file_rights(user, group, groups, groups.count) == 0
    }

    private static var groupsOfProcess: [UInt32] {
        var groups = [UInt32](repeating: 0, count: Int(max(0, getgroups(0, nil))))
        let count = unsafe getgroups(Int32(groups.count), &groups)
        return Array(groups.prefix(Int(max(0, count))))
    }

    /// The groups that the account is in, its own among them.
    private var groupsOfAccount: [UInt32] {
        var groups = [UInt32](repeating: 0, count: 64)
        var count = Int32(groups.count)
        guard unsafe getgrouplist(UserName.of(account.user), account.group, &groups, &count) >= 0 else {
            return [account.group]
        }
        return Array(groups.prefix(Int(max(0, count))))
    }
}
