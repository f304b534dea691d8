import FoundationEssentials
import Glibc

/// Files that the agent believes: its configuration and its authorities.
///
/// Whoever may change one of them decides whom the agent trusts: nobody but root and the agent's user may.
public enum TrustedFile {
    /// What is wrong with the rights of a file or folder and the command that mends it, in French; nil where nothing is, or where
    /// it cannot be seen. A group may change it where it is root's or the agent's own. None of the folders above it, or above
    /// what a link leads to, may be open to everybody, but for one in which nobody can replace the file of another (the sticky
    /// bit).
    public static func fault(_ path: String, for account: AgentAccount) -> String? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        guard status.st_uid == 0 || status.st_uid == account.user else {
            return "\(path) : il appartient à l'utilisateur « \(UserName.of(status.st_uid)) », qui peut le changer ; "
                + "commande nécessaire : chown root \(ShellWord.quoted(path))"
        }
        let isOfOurGroup = status.st_gid == 0 || status.st_gid == account.group
        guard status.st_mode & (isOfOurGroup ? 0o002 : 0o022) == 0 else {
            return "\(path) : d'autres utilisateurs peuvent le changer ; commande nécessaire : "
                + "chmod go-w \(ShellWord.quoted(path))"
        }
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        return (foldersAbove(path) + foldersAbove(target)).first(where: isOpenToAll).map {
            "\(path) : tout utilisateur peut le remplacer, dans \($0) ; commande nécessaire : chmod o-w "
                + ShellWord.quoted($0)
        }
    }

    private static func foldersAbove(_ path: String) -> [String] {
        sequence(first: path[...]) { path in
            path.lastIndex(of: "/").map { path[..<$0] }
        }.dropFirst().map { $0.isEmpty ? "/" : String($0) }
    }

    private static func isOpenToAll(_ folder: String) -> Bool {
        var status = stat()
        return unsafe stat(folder, &status) == 0 && status.st_mode & 0o002 != 0 && status.st_mode & S_ISVTX == 0
    }
}
