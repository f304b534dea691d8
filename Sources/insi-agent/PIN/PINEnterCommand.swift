import ArgumentParser
import CLinux
import FoundationEssentials
import HTTPS

/// `insi-agent pin [enter]`: presents the PIN, typed on the reader's pad when it has one, otherwise here without echo.
struct PINEnterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enter", abstract: "Saisit le code, sur le clavier du lecteur s'il en a un, sinon ici sans écho.")

    @OptionGroup var options: PINOptions

    private struct State: Decodable {
        struct Part: Decodable {
            let status: String
            let pinPrompt: String?
            let problem: Refusal.Document?
        }

        let tag: String
        let professional: Part
    }

    func run() throws {
        _ = linux_forbid_dump()
        try options.telling {
            let overview = try options.overview()
            guard options.mayGoOn("code", triesLeft: overview.triesLeft) else { throw ExitCode(2) }
            let confirmed = overview.triesLeft == 1 && !options.stdin
            if overview.pinPad, !options.stdin {
                try enterOnPad(confirmed)
            } else {
                var code = try CodeReader(stdin: options.stdin).code("Code de la carte : ")
                defer { CodeReader.wipe(&code) }
                try options.present(code, "PUT", "/v1/professional/pin", to: overview, confirmed: confirmed)
            }
            Terminal.complain("Code accepté.")
        }
    }

    private func enterOnPad(_ confirmed: Bool) throws {
        let confirmation = confirmed || options.lastTry ? [("Insi-Last-Try", "confirmed")] : []
        _ = try options.socket.request(
            "POST", "/v1/professional/pin-request", headers: [("Content-Type", "application/json")] + confirmation,
            body: Array("{}".utf8))
        Terminal.complain("Saisissez le code sur le clavier du lecteur.")
        var state = try state(after: nil)
        while state.professional.pinPrompt != nil { state = try self.state(after: state.tag) }
        if let problem = state.professional.problem { throw Refusal(problem) }
        guard state.professional.status == "ready" else {
            Terminal.complain("Le code n'a pas été accepté : la carte n'est plus là, ou la session a été terminée.")
            throw ExitCode(2)
        }
    }

    private func state(after tag: String?) throws -> State {
        let path = tag.map { "/v1/state?after=\($0)&wait=20" } ?? "/v1/state"
        return try JSONDecoder().decode(State.self, from: Data(options.socket.request("GET", path).body))
    }
}
