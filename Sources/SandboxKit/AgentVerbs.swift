import FoundationEssentials
import Glibc

/// The command line of the real agent, as an administrator and a professional use it.
struct AgentVerbs: Sendable {
    let program: String
    let socket: String
    let spawner: Spawner
    private static let scopes = [
        "status", "patient", "matricule", "ins", "ins:vitale", "ins:traits", "ins:verify", "ins:list",
        "ins:datamatrix", "professional", "audit", "metrics",
    ]

    /// Returns when the agent's page can be opened; throws with the agent's last words when it ends instead.
    func waitUntilReady(_ agent: ChildProcess, log: String) async throws(SandboxError) {
        let deadline = ContinuousClock.now + .seconds(30)
        var isLate = false
        repeat {
            // One look more when the time is over: this task may have waited for its own turn.
            isLate = ContinuousClock.now >= deadline
            if FileManager.default.fileExists(atPath: socket), (try? await open()) != nil { return }
            await Blocking.do { usleep(5000) }
        } while !isLate && agent.exitStatus() == nil
        let words = (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").last
        throw SandboxError("démarrage de l'agent", words.map(String.init) ?? "il ne répond pas")
    }

    /// `insi-agent open`.
    func open() async throws(SandboxError) -> String {
        try await run(["open"], step: "ouverture de la page")
    }

    /// `insi-agent client add`.
    func addClient() async throws(SandboxError) -> String {
        try await run(
            ["client", "add", "--name", "sandbox"] + Self.scopes.flatMap { ["--scope", $0] }, step: "création du jeton")
    }

    /// `insi-agent pin --stdin`.
    func present(pin: String) async throws(SandboxError) {
        _ = try await run(["pin", "--stdin"], input: pin + "\n", step: "saisie du code")
    }

    private func run(_ verb: [String], input: String = "", step: String) async throws(SandboxError) -> String {
        let arguments = [program] + verb + ["--socket", socket]
        let spawner = spawner
        return try await Blocking.run { () throws(SandboxError) in
            let output = try CommandOutput(arguments, input: input, by: spawner)
            guard output.status == 0 else { throw SandboxError(step, output.lastLine) }
            return output.lastLine
        }
    }
}
