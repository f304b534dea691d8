import AgentCore
import Glibc

/// What the users of the Unix socket may do: root and the agent's own user everything, those that the configuration names
/// everything but creating clients, the others nothing. Pairing is theirs: `open` gives them the page, which pairs as well.
public struct SocketUsers: Sendable {
    private let listed: Set<UInt32>

    /// The users that the configuration names.
    public init(listed: [UInt32]) {
        self.listed = Set(listed)
    }

    func scopes(of user: UInt32) -> Set<Scope>? {
        if user == 0 || user == geteuid() { return Set(Scope.allCases) }
        return listed.contains(user) ? Set(Scope.allCases).subtracting([.admin]) : nil
    }
}
