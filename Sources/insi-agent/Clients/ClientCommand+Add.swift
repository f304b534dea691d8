import AgentCore
import ArgumentParser
import FoundationEssentials
import Glibc
import HTTPS

extension ClientCommand {
    /// `insi-agent client add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Autorise un programme ou une page, et affiche son jeton une seule fois.",
            discussion: "Droits : \(Scope.grantable.map(\.rawValue).joined(separator: ", ")).")

        @OptionGroup var socket: SocketOptions

        @Option(help: "Nom du client, pour la liste et les journaux.")
        var name: String

        @Option(
            help:
                "Origine exacte de la page, par exemple https://admission.example ; sinon le jeton est lié à un utilisateur."
        )
        var origin: String?

        @Option(
            help:
                "Utilisateur du poste à qui lier le jeton, par nom ou numéro ; celui qui lance la commande par défaut.")
        var user: String?

        @Option(parsing: .upToNextOption, help: "Droits accordés, séparés par des espaces.")
        var scope: [String]

        @Option(help: "Nombre de jours après lequel le jeton ne vaut plus ; sans fin par défaut.")
        var days: Int?

        private struct Body: Encodable {
            let name: String
            let origin: String?
            let user: UInt32?
            let scopes: [String]
            let days: Int?
        }

        private struct Answer: Decodable {
            let token: String
        }

        func run() throws {
            let body = Body(name: name, origin: origin, user: try user.map(number), scopes: scope, days: days)
            let headers = [("Content-Type", "application/json")]
            do {
                let answer = try socket.request(
                    "POST", "/v1/clients", headers: headers, body: Array(try JSONEncoder().encode(body)))
                Terminal.say(try JSONDecoder().decode(Answer.self, from: Data(answer.body)).token)
            } catch let refusal as Refusal {
                throw refusal.exit()
            }
        }

        private func number(_ user: String) throws -> UInt32 {
            if let number = UInt32(user) { return number }
            guard let entry = unsafe getpwnam(user) else { throw ValidationError("Utilisateur inconnu : \(user)") }
            return unsafe entry.pointee.pw_uid
        }
    }
}
