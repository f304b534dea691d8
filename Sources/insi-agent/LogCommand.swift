import ArgumentParser
import FoundationEssentials
import HTTPS

/// `insi-agent log`: the last events that the agent keeps in memory.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract:
            "Affiche les derniers événements, gardés en mémoire, du niveau debug aussi ; ils ne nomment aucun patient.")

    @OptionGroup var socket: SocketOptions
    @Option(help: "Niveau le plus bas : debug, info, notice, warning, error ou critical.") var level = "debug"
    @Option(help: "Nombre d'événements, 2000 au plus.") var limit = 2000

    func run() throws {
        do {
            let path = "/v1/log?level=\(Self.encoded(level))&limit=\(limit)"
            let answer = try socket.request("GET", path, headers: [("Accept", "text/plain")])
            guard !answer.body.isEmpty else { return }
            // The last line brings its own end.
            Terminal.say(String(decoding: answer.body.dropLast(), as: UTF8.self))
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }

    /// A word of the command line as a part of a query.
    private static func encoded(_ word: String) -> String {
        word.utf8.map { byte in
            (0x61...0x7A).contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + String(256 + Int(byte), radix: 16).dropFirst()
        }.joined()
    }
}
