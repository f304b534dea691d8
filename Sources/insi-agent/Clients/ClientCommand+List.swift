import ArgumentParser
import FoundationEssentials
import HTTPS

extension ClientCommand {
    /// `insi-agent client list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Liste les programmes et les pages autorisés, sans leurs jetons.")

        @OptionGroup var socket: SocketOptions
        @Flag(help: "En JSON, pour un script.") var json = false

        private struct Answer: Decodable {
            let clients: [Listed]
        }

        private struct Listed: Decodable {
            let id: String
            let name: String
            let origin: String?
            let user: UInt32?
            let scopes: [String]
            let createdAt: String
            let lastUsedAt: String?
            let expiresAt: String?

            /// Two lines: who, then what and until when.
            var text: String {
                let bound = origin ?? user.map { "utilisateur \($0)" } ?? ""
                let dates = [
                    "créé le \(createdAt.prefix(10))",
                    lastUsedAt.map { "utilisé le \($0.prefix(10))" } ?? "jamais utilisé",
                    expiresAt.map { "valable jusqu'au \($0.prefix(10))" } ?? "sans fin",
                ]
                return "\(id)  \(name)  \(bound)\n          \(scopes.joined(separator: " ")) ; "
                    + dates.joined(separator: ", ")
            }
        }

        func run() throws {
            do {
                let answer = try socket.request("GET", "/v1/clients").body
                guard !json else { return Terminal.say(String(decoding: answer, as: UTF8.self)) }
                let clients = try JSONDecoder().decode(Answer.self, from: Data(answer)).clients
                if clients.isEmpty { Terminal.say("Aucun programme ni aucune page n'est autorisé.") }
                for client in clients { Terminal.say(client.text) }
            } catch let refusal as Refusal {
                throw refusal.exit()
            }
        }
    }
}
