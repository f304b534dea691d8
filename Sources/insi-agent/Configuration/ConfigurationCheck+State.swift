import AgentCore
import Cryptography
import FoundationEssentials
import Glibc

extension ConfigurationCheck {
    /// The state directory: ours to write in, its key the right one, its clients known.
    func state() throws(ConfigurationFault) {
        try owned()
        try writable(configuration.stateDirectory)
        try seal()
        try clients()
    }

    /// Started once as root, the agent would leave files there that its own user can never read.
    private func owned() throws(ConfigurationFault) {
        let path = configuration.stateDirectory
        guard isService, account.user == 0, let owner = AgentAccount.owner(of: path), owner.user != 0 else { return }
        throw ConfigurationFault(
            "\(path) : ce dossier est à l'utilisateur « \(UserName.of(owner.user)) », et l'agent est lancé en root ; lancez le "
                + "service (systemctl start insi-agent.service), ou l'agent sous cet utilisateur.")
    }

    /// A key that is there already, or is handed over, must be a secret of 32 bytes, and the one with which the trail was made:
    /// a new one beside what an old one sealed would make that unreadable, and break the chain. Which key it is, only the service
    /// knows.
    private func seal() throws(ConfigurationFault) {
        let path = SealFile.path(
            credential: Credentials.ofProcess.path(.sealKey), stateDirectory: configuration.stateDirectory)
        guard FileManager.default.fileExists(atPath: path) else {
            guard isService, SealFile.isNeeded(stateDirectory: configuration.stateDirectory) else { return }
            throw ConfigurationFault(
                "\(path) : cette clé manque, et les traces en dépendent ; \(Self.otherKey(configuration))")
        }
        var bytes: [UInt8]
        do throws(SecretFile.Refusal) {
            bytes = try secrets.read(path, limit: 32)
        } catch {
            throw ConfigurationFault(secrets.sentence(error, path))
        }
        defer { SecretFile.wipe(&bytes) }
        guard let key = SealingKey(bytes) else {
            throw ConfigurationFault("\(path) : une clé de 32 octets est attendue.")
        }
        guard isService else { return }
        let trail = AuditFolder(stateDirectory: configuration.stateDirectory, keys: AuditKeys(key))
        guard (try? trail.isOfAnotherKey()) == true else { return }
        throw ConfigurationFault(
            "\(path) : ce n'est pas la clé avec laquelle les traces ont été faites ; \(Self.otherKey(configuration))")
    }

    /// Who may call stands in a file that must be understood, or nobody could.
    private func clients() throws(ConfigurationFault) {
        do throws(AgentError) {
            _ = try ClientRegistry(stateDirectory: configuration.stateDirectory)
        } catch {
            throw ConfigurationFault(
                "\(configuration.stateDirectory)/clients.json : ce fichier ne peut pas être lu, ou n'est pas celui des programmes "
                    + "autorisés ; remettez-en une copie, ou mettez-le de côté et autorisez-les de nouveau.")
        }
    }

    private static func otherKey(_ configuration: Configuration) -> String {
        "remettez la clé d'avant ou, si elle est perdue, mettez de côté le dossier \(configuration.stateDirectory)/audit : "
            + "sans elle ce qu'elle a scellé reste illisible."
    }

    /// The folder is ours to write in, or can be made.
    private func writable(_ path: String) throws(ConfigurationFault) {
        var nearest = path
        while nearest != "/", !FileManager.default.fileExists(atPath: nearest) {
            nearest = URL(filePath: nearest).deletingLastPathComponent().path
        }
        guard Self.isFolder(nearest) else { throw ConfigurationFault("\(nearest) : ce n'est pas un dossier.") }
        guard Self.may(W_OK | X_OK, nearest) else {
            guard errno != EROFS else {
                throw ConfigurationFault(
                    "\(path) : le système de fichiers est en lecture seule ; pour le service, ajoutez ReadWritePaths=\(path) "
                        + "(systemctl edit insi-agent.service).")
            }
            let what = nearest == path ? "y écrire" : "créer ce dossier"
            throw ConfigurationFault("\(path) : l'utilisateur « \(UserName.of(account.user)) » ne peut pas \(what).")
        }
    }
}
