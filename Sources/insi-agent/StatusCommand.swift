import AgentCore
import ArgumentParser
import HTTPS

/// `insi-agent status`: the state document of the agent that runs.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Affiche l'état de l'agent en JSON ; il peut contenir des données du patient.",
        discussion: """
            Le statut d'une identité locale, que votre logiciel tient, suit ces règles ; \
            POST /v1/ins/status-advice les applique.

            \(StatusTable.text)
            """)

    @OptionGroup var socket: SocketOptions

    func run() throws {
        do {
            Terminal.say(String(decoding: try socket.request("GET", "/v1/state").body, as: UTF8.self))
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }
}
