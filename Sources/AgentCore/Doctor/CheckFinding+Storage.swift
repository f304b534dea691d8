/// What is left of the disk that holds the state directory.
public struct SeenDisk: Equatable, Sendable {
    /// Bytes that the agent's user may still write.
    public let bytes: UInt64
    /// Files that it may still make; nil where the file system does not count them.
    public let files: UInt64?
    /// Whether nothing at all can be written.
    public let isReadOnly: Bool

    /// A disk from its parts.
    public init(bytes: UInt64, files: UInt64?, isReadOnly: Bool) {
        (self.bytes, self.files, self.isReadOnly) = (bytes, files, isReadOnly)
    }
}

/// What is wrong with the files of the agent; the first one found.
public enum FileFault: Equatable, Sendable {
    /// The state directory is a file, or is not there and cannot be made.
    case noDirectory
    /// The agent's user may not write in the state directory.
    case notWritable
    /// A file of another user than the directory's: what happens when the agent was once run as root.
    case foreignOwner(name: String, owner: UInt32, expected: UInt32)
    /// Others may read a secret.
    case openSecret(path: String)
    /// Others may write into the directory.
    case openDirectory
    /// Our user may not look.
    case unseen
    /// Anything else for which the agent would not start: a sentence of `config check`.
    case refused(String)
}

extension CheckFinding {
    /// The audit trail keeps 4 MiB in hand and makes no call without them (`AuditReserve`).
    private static let neededBytes: UInt64 = 4 << 20
    /// Months of calls.
    private static let comfortableBytes: UInt64 = 64 << 20
    private static let neededFiles: UInt64 = 16
    private static let comfortableFiles: UInt64 = 1000

    /// The room for the audit trail; nil when the disk could not be asked.
    public static func disk(_ disk: SeenDisk?, of directory: String) -> CheckFinding {
        guard let disk else { return CheckFinding(.disk, .warning, "\(directory) n'a pas pu être examiné") }
        let files = disk.files.map { ", \($0) fichiers" } ?? ""
        let left = "\(disk.bytes >> 20) Mio\(files) libres pour \(directory)"
        if disk.isReadOnly {
            return CheckFinding(
                .disk, .error, "le disque de \(directory) est en lecture seule",
                action: "Rendez-le inscriptible ; après une panne, vérifiez le disque (journalctl -k).",
                code: "disk.readOnly")
        }
        let room = "Faites de la place : sans trace écrite, aucun appel n'est fait."
        if disk.bytes < neededBytes || disk.files.map({ $0 < neededFiles }) == true {
            return CheckFinding(.disk, .error, "le disque est plein : \(left)", action: room, code: "disk.full")
        }
        if disk.bytes < comfortableBytes || disk.files.map({ $0 < comfortableFiles }) == true {
            return CheckFinding(
                .disk, .warning, "le disque est presque plein : \(left)", action: room, code: "disk.low")
        }
        return CheckFinding(.disk, .ok, left)
    }

    /// Owners and modes of the state directory and of the files of secrets.
    public static func files(_ fault: FileFault?, of directory: String) -> CheckFinding {
        switch fault {
        case nil: return CheckFinding(.files, .ok, "droits de \(directory) et des secrets corrects")
        case .unseen?:
            return CheckFinding(
                .files, .warning,
                "non vérifiés, \(directory) n'est visible que de l'utilisateur de l'agent et de root",
                action: "Relancez la vérification sous cet utilisateur ou en root.")
        case .refused(let sentence)?:
            return CheckFinding(
                .files, .error, sentence,
                action: "Corrigez ce fichier ou ce dossier, puis lancez « insi-agent config check ».",
                code: "files.refused")
        case .noDirectory?:
            return CheckFinding(
                .files, .error, "\(directory) n'est pas un dossier",
                action: "Créez-le pour l'utilisateur de l'agent, mode 0700.", code: "files.noDirectory")
        case .notWritable?:
            return CheckFinding(
                .files, .error, "l'agent ne peut pas écrire dans \(directory)",
                action: "Donnez le dossier à l'utilisateur de l'agent (chown), mode 0700.", code: "files.notWritable")
        case .foreignOwner(let name, let owner, let expected)?:
            return CheckFinding(
                .files, .error,
                "\(directory)/\(name) est à l'utilisateur \(owner), le dossier à \(expected) : l'agent ne pourra pas l'écrire",
                action: "chown -R \(expected) \(directory) ; ne lancez jamais l'agent en root.", code: "files.owner")
        case .openSecret(let path)?:
            // A secret that the configuration names may be root's, for the agent's group to read.
            let isOwn = path.hasPrefix(directory + "/")
            return CheckFinding(
                .files, .error, "\(path) : d'autres utilisateurs peuvent lire ce secret",
                action: isOwn ? "chmod 600 \(path)" : "« insi-agent config check » dit la commande à lancer.",
                code: "files.mode")
        case .openDirectory?:
            return CheckFinding(
                .files, .error, "\(directory) : d'autres utilisateurs peuvent y écrire",
                action: "chmod 700 \(directory)",
                code: "files.mode")
        }
    }
}
