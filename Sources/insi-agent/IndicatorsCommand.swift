public import AgentCore
public import ArgumentParser
import HTTPS

/// `insi-agent indicators`: what the agent counted.
struct IndicatorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract: "Affiche les indicateurs par jour, en JSON ou en CSV ; ils ne contiennent aucune donnée personnelle.")

    @OptionGroup var socket: SocketOptions
    @Option(help: "Premier jour, AAAA-MM-JJ.") var from: LocalDay?
    @Option(help: "Dernier jour, AAAA-MM-JJ.") var to: LocalDay?
    @Flag(help: "En CSV, pour un tableur.") var csv = false

    func run() throws {
        let days = [("from", from), ("to", to)].compactMap { name, day in day.map { "\(name)=\($0.text)" } }
        let path = (["/v1/indicators"] + (days.isEmpty ? [] : [days.joined(separator: "&")])).joined(separator: "?")
        do {
            let answer = try socket.request("GET", path, headers: [("Accept", csv ? "text/csv" : "application/json")])
            // The last line of CSV brings its own end.
            Terminal.say(String(decoding: csv ? answer.body.dropLast(2) : answer.body[...], as: UTF8.self))
        } catch let refusal as Refusal {
            throw refusal.exit()
        }
    }
}

extension LocalDay: ExpressibleByArgument {
    /// A day of the command line.
    public init?(argument: String) {
        self.init(argument)
    }
}
