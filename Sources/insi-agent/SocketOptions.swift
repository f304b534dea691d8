import AgentCore
import ArgumentParser
import HTTPS

/// How a verb finds the agent that runs.
struct SocketOptions: ParsableArguments {
    @Option(help: "Prise locale de l'agent ; sinon celle de la configuration, sinon \(Configuration().socket).")
    var socket: String?

    @Option(
        help: """
            Fichier de configuration de l'agent, pour y lire, ou dans ses compléments, le chemin de sa prise ; sinon \
            \(ConfigurationSource.path), s'il est lisible.
            """)
    var config: String?

    /// Sends one request to the agent; a problem that it answers ends the command with its sentence.
    func request(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil,
        timeout: Duration = .seconds(30)
    ) throws -> HTTPResponse {
        let socket =
            try self.socket ?? config.map { try ConfigurationSource.read($0).socket }
            ?? ConfigurationSource.installedSocket
        let answer: HTTPResponse
        do {
            answer = try LocalClient(socketPath: socket, timeout: timeout).request(
                method: method, path: path, headers: headers, body: body)
        } catch {
            Terminal.complain(
                "L'agent ne répond pas sur \(socket) (\(error)). Est-il lancé ? Le chemin est-il le bon (--socket) ?")
            throw ExitCode(69)
        }
        guard (200..<300).contains(answer.status) else { throw Refusal(answer) }
        return answer
    }
}
