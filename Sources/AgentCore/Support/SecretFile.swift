import Glibc

/// Files that hold one secret: a passphrase, a password, a key.
///
/// Such a file belongs to root or to the agent's user, and nobody else may read it; the agent's group may where root is the
/// owner (0640 root:insi-agent). What the service manager hands over is its own, and shows an access list as rights of a group.
public struct SecretFile: Sendable {
    /// Why a secret was not read.
    public enum Refusal: Error, Equatable, Sendable {
        /// It could not be opened.
        case unreadable(OrdinaryFile.Refusal)
        /// It belongs to a user who has no business with it.
        case foreignOwner(UInt32)
        /// Others may read or change it.
        case open
    }

    private let account: AgentAccount
    private let credentials: Credentials

    /// Secrets of an agent of this account.
    public init(account: AgentAccount, credentials: Credentials) {
        self.account = account
        self.credentials = credentials
    }

    /// The bytes of a secret; the caller wipes them.
    public func read(_ path: String, limit: Int) throws(Refusal) -> [UInt8] {
        try OrdinaryFile.read(
            path, limit: limit, isFit: { status throws(Refusal) in try judge(status, at: path) },
            refused: { .unreadable($0) })
    }

    /// The bytes of a secret in one line, without its end, 1024 at most; the caller wipes them.
    public func readLine(_ path: String) throws(Refusal) -> [UInt8] {
        var bytes = try read(path, limit: 1024)
        defer { Self.wipe(&bytes) }
        let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D } ?? -1
        return Array(bytes[..<(end + 1)])
    }

    /// Overwrites a secret that is needed no more.
    public static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { bytes in
            if let base = bytes.baseAddress { unsafe explicit_bzero(base, bytes.count) }
        }
    }

    /// Whether others may read or change a file, which is looked at and not opened; false where it cannot be seen.
    public func isOpen(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        do throws(Refusal) {
            try judge(status, at: path)
            return false
        } catch {
            return error == .open
        }
    }

    /// Whether a file with this owner and these rights may hold a secret.
    func judge(_ status: stat, at path: String) throws(Refusal) {
        if credentials.holds(path) {
            guard status.st_mode & 0o007 == 0 else { throw .open }
            return
        }
        guard status.st_uid == 0 || status.st_uid == account.user else { throw .foreignOwner(status.st_uid) }
        let isOfPackage = status.st_uid == 0 && status.st_gid == account.group
        guard status.st_mode & (isOfPackage ? 0o027 : 0o077) == 0 else { throw .open }
    }

    /// What is wrong and the line that mends it, in French.
    public func sentence(_ refusal: Refusal, _ path: String) -> String {
        switch refusal {
        case .unreadable(.denied):
            "\(path) : ce secret ne peut pas être lu (\(OrdinaryFile.Refusal.denied.reason)) ; \(remedy(path))"
        case .unreadable(let cause): "\(path) : ce secret ne peut pas être lu (\(cause.reason))."
        case .foreignOwner(let user):
            "\(path) : ce secret appartient à l'utilisateur « \(UserName.of(user)) » ; \(remedy(path))"
        case .open: "\(path) : d'autres utilisateurs peuvent lire ou changer ce secret ; \(remedy(path))"
        }
    }

    /// The command that gives the file the rights that it must have.
    private func remedy(_ path: String) -> String {
        let word = ShellWord.quoted(path)
        let command =
            account.user == 0
            ? "chown root \(word) && chmod 600 \(word)"
            : "chown root:\(UserName.ofGroup(account.group)) \(word) && chmod 640 \(word)"
        return "commande nécessaire : \(command)"
    }
}
