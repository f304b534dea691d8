import ArgumentParser
import FoundationEssentials
import HTTPS
import UnixSignals

/// `insi-agent pair`: opens the pairing window, shows who asks and the code, and waits for the end.
struct PairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pair",
        abstract: "Autorise une page : ouvre une fenêtre de deux minutes et affiche le code à saisir dans la page.",
        discussion: "Vérifiez l'adresse affichée avant de recopier le code. Ctrl+C ferme la fenêtre et refuse la page.")

    @OptionGroup var socket: SocketOptions
    @Option(help: "Seule origine admise, par exemple https://admission.example ; sinon la première page qui demande.")
    var origin: String?

    private static let path = "/v1/pairing-window"
    private static let pause = Duration.milliseconds(300)

    private struct Body: Encodable {
        let origin: String?
    }

    private struct Window: Decodable {
        let status: String
        let outcome: String?
        let asking: Asking?
    }

    private struct Asking: Decodable, Equatable {
        let origin: String
        let name: String
        let scopeTexts: [String]
        let code: String
    }

    /// How the window ended, and for whom.
    private struct End {
        let outcome: String?
        let asking: Asking?
    }

    func run() async throws {
        do {
            try await pair()
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }

    private func pair() async throws {
        // Trapped before the window opens: whoever interrupts, closes it.
        let interrupts = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        _ = try socket.request(
            "POST", Self.path, headers: [("Content-Type", "application/json")],
            body: Array(try JSONEncoder().encode(Body(origin: origin))))
        Terminal.say("La fenêtre est ouverte pour deux minutes. Lancez la demande dans la page à autoriser.")
        let end = try await withThrowingTaskGroup(of: End?.self) { group in
            group.addTask {
                for await _ in interrupts { break }
                return nil
            }
            group.addTask { try await watch() }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        if let end { return try tell(end.outcome, of: end.asking) }
        _ = try socket.request("DELETE", Self.path)
        // The right code may have come before.
        try tell(try window().outcome, of: nil)
    }

    /// Shows who asks until the window is closed.
    private func watch() async throws -> End {
        var shown: Asking?
        while true {
            let window = try window()
            guard window.status == "open" else { return End(outcome: window.outcome, asking: shown) }
            if let asking = window.asking, asking != shown {
                show(asking)
                shown = asking
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    private func window() throws -> Window {
        try JSONDecoder().decode(Window.self, from: Data(try socket.request("GET", Self.path).body))
    }

    private func show(_ asking: Asking) {
        Terminal.say("Demande de la page : \(asking.origin)")
        Terminal.say("Nom qu'elle se donne : \(asking.name)")
        Terminal.say("Elle pourra :")
        for text in asking.scopeTexts { Terminal.say("  - \(text)") }
        Terminal.say("Code à saisir dans cette page : \(asking.code)")
    }

    private func tell(_ outcome: String?, of asking: Asking?) throws {
        let fault: String
        switch outcome {
        case "paired":
            return Terminal.say("Page autorisée\(asking.map { " : \($0.origin)" } ?? "").")
        case "wrongCodes": fault = "Trois codes faux : la page n'est pas autorisée et la fenêtre est fermée."
        case "expired": fault = "Les deux minutes sont passées : aucune page n'a été autorisée."
        case "failed": fault = "Le code était juste, mais l'autorisation n'a pas pu être enregistrée."
        default: fault = "La fenêtre a été fermée : aucune page n'a été autorisée."
        }
        Terminal.complain(fault)
        throw ExitCode(2)
    }
}
