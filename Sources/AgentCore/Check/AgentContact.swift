/// What asking the running agent came to.
public enum AgentContact<Document: Decodable & Equatable & Sendable>: Equatable, Sendable {
    /// Its answer.
    case answered(Document)
    /// Its refusal.
    case refused(SeenProblem)
    /// Nobody answers, or somebody who is no agent.
    case silent

    /// The answer, if there is one.
    public var document: Document? {
        guard case .answered(let document) = self else { return nil }
        return document
    }
}

extension CheckFinding {
    /// Whether the agent runs, with the configuration that was checked.
    public static func agent(_ contact: AgentContact<SeenAgent>, for configuration: Configuration) -> CheckFinding {
        switch contact {
        case .answered(let agent) where agent.follows(configuration):
            let version = agent.agent.version.map { ", version \($0)" } ?? ""
            return CheckFinding(.agent, .ok, "il répond sur \(configuration.socket)\(version)\(agent.uptimeText)")
        case .answered(let agent):
            return CheckFinding(
                .agent, .warning,
                "celui qui répond sur \(configuration.socket) suit une autre configuration "
                    + "(environnement \(agent.agent.environment), authentification \(agent.agent.authentication))",
                action: "Redémarrez l'agent.", code: "agent.otherConfiguration")
        case .refused(let problem):
            return CheckFinding(.agent, problem, about: "il refuse sur \(configuration.socket)")
        case .silent:
            return CheckFinding(
                .agent, .error, "il ne répond pas sur \(configuration.socket)",
                action:
                    "Relancez-le (systemctl restart insi-agent.socket insi-agent.service), puis voyez « journalctl -u insi-agent » ; "
                    + "cette commande demande un utilisateur admis par SocketUsers.",
                code: "agent.silent")
        }
    }
}
