import ArgumentParser
import FoundationEssentials
import HTTPS

/// What every verb about codes takes and does: tell the tries that are left, ask before a last one, present once.
struct PINOptions: ParsableArguments {
    @OptionGroup var socket: SocketOptions

    @Flag(help: "Lit les codes sur l'entrée standard, un par ligne, pour un programme.")
    var stdin = false

    @Flag(help: "Confirme le dernier essai : un code faux bloquerait la carte.")
    var lastTry = false

    /// What the card says before anybody types.
    struct Overview: Decodable {
        let cardSession: String
        let triesLeft: Int?
        let pukTriesLeft: Int?
        let pinPad: Bool
    }

    /// More than the agent itself waits for a reader and a card.
    private static let patience = Duration.seconds(90)

    /// Reads the counters of the card in place.
    func overview() throws -> Overview {
        let answer = try socket.request("GET", "/v1/professional/pin", timeout: Self.patience)
        return try JSONDecoder().decode(Overview.self, from: Data(answer.body))
    }

    /// Tells how many tries are left, and whether the last one may be used; false when nobody confirmed it.
    func mayGoOn(_ what: String, triesLeft: Int?) -> Bool {
        guard let triesLeft else { return true }
        Terminal.complain("Il reste \(triesLeft) essai\(triesLeft > 1 ? "s" : "") du \(what).")
        guard triesLeft == 1, !lastTry, !stdin else { return true }
        return Terminal.confirms("C'est le dernier essai ; un code faux bloquera la carte. Continuer ?")
    }

    /// Sends codes, one per line, once. A person who went on with one try left has confirmed it.
    /// They go to the card that was looked at and to no other.
    func present(
        _ codes: [UInt8], _ method: String, _ path: String, to overview: Overview, confirmed: Bool
    ) throws {
        let confirmation = confirmed || lastTry ? [("Insi-Last-Try", "confirmed")] : []
        let headers = [("Content-Type", "application/octet-stream"), ("If-Match", "\"\(overview.cardSession)\"")]
        _ = try socket.request(method, path, headers: headers + confirmation, body: codes, timeout: Self.patience)
    }

    /// Runs a verb; a refusal by the agent is told in one line and gives the exit status.
    func telling(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }
}
