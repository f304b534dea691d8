import ArgumentParser
import FoundationEssentials
import HTTPS

/// `insi-agent open`: the address of one of the agent's own pages, with a code that works once within 60 seconds.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Affiche l'adresse de la page de l'agent ; elle sert une fois, dans les 60 secondes.")

    @OptionGroup var socket: SocketOptions
    @Flag(help: "La vue du patient, pour un second écran : que faire de la carte, et le nom de personne.")
    var patient = false

    private struct Body: Encodable {
        let view: String
    }

    private struct Answer: Decodable {
        let url: String
    }

    func run() throws {
        do {
            let answer = try socket.request(
                "POST", "/v1/session-codes", headers: [("Content-Type", "application/json")],
                body: Array(try JSONEncoder().encode(Body(view: patient ? "patient" : "reception"))))
            Terminal.say(try JSONDecoder().decode(Answer.self, from: Data(answer.body)).url)
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }
}
