/// What a connection to the agent's Unix socket came to.
public enum SocketSight: Equatable, Sendable {
    /// Somebody accepts connections.
    case listening
    /// There is no socket, or nobody listens.
    case absent
    /// Our user may not reach it: the folder or the socket that refuses.
    case denied(path: String)
}

/// Who listens on the agent's port.
public enum PortSight: Equatable, Sendable {
    /// Nobody.
    case free
    /// A program; nil when our user may not see which.
    case taken(by: SeenProgram?, user: UInt32)
}

extension CheckFinding {
    /// Whether our user may use the agent's Unix socket, by the rights of its folders and by the agent's own answer.
    public static func socket(
        _ sight: SocketSight, _ contact: AgentContact<SeenAgent>, _ configuration: Configuration
    ) -> CheckFinding {
        let path = configuration.socket
        switch (sight, contact) {
        case (.denied(let denied), _):
            return CheckFinding(
                .socket, .error, "les droits de \(denied) refusent \(path) à cet utilisateur",
                action:
                    "Le dossier et la prise sont ouverts à tous (0755 et 0666), l'agent reconnaît lui-même qui l'appelle : "
                    + "rétablissez ces droits en relançant l'agent.",
                code: "socket.permission")
        case (.listening, .refused(let problem)) where problem.code == Problem.requestUnauthenticated.rawValue:
            return CheckFinding(
                .socket, .error, "l'agent n'admet pas cet utilisateur sur \(path)",
                action: "Ajoutez son numéro (id -u) à SocketUsers de [endpoint], ou lancez la commande en root.",
                code: "socket.user")
        case (.listening, _): return CheckFinding(.socket, .ok, "\(path) accepte cet utilisateur")
        case (.absent, _):
            return CheckFinding(
                .socket, .warning, "\(path) : rien n'y écoute", action: "Voyez la ligne Agent.")
        }
    }

    /// Whether the port is the agent's. `isServing` says that the agent answers, so that the port is its own; the service
    /// manager may hold it before.
    public static func port(_ port: Int, _ sight: PortSight, isServing: Bool) -> CheckFinding {
        switch sight {
        case _ where isServing: return CheckFinding(.port, .ok, "\(port), tenu par l'agent")
        case .free: return CheckFinding(.port, .ok, "\(port), libre")
        case .taken(let program?, _) where program.pid == 1:
            return CheckFinding(.port, .ok, "\(port), gardé par systemd pour l'agent")
        case .taken(let program, let user):
            let who =
                program.map(\.text)
                ?? "un programme de l'utilisateur \(user) (seul root peut le nommer : relancez « insi-agent doctor » en root)"
            return CheckFinding(
                .port, .error, "\(port) est occupé par \(who)",
                action: "Arrêtez cet autre programme, ou donnez un autre Port à l'agent dans [endpoint].",
                code: "port.taken")
        }
    }
}
