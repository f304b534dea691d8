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
    /// The machine did not say in time.
    case unseen
}

/// What the agent and its units leave on a machine, by which its port is told from a port that somebody else took.
public struct AgentTraces: Equatable, Sendable {
    /// Its Unix socket.
    public let socket: SocketSight
    /// The owner of its state directory, nil where there is none.
    public let user: UInt32?
    /// The ports that its socket unit has the service manager hold; nil where there is no unit.
    public let unitPorts: Set<Int>?

    /// Traces from their parts.
    public init(socket: SocketSight, user: UInt32?, unitPorts: Set<Int>?) {
        (self.socket, self.user, self.unitPorts) = (socket, user, unitPorts)
    }

    /// Whether a program is the agent.
    fileprivate func show(_ program: SeenProgram) -> Bool {
        program.name == "insi-agent" && (user == nil || program.user == user)
    }

    /// Whether who listens as this user is the agent, or the service manager on its behalf: the Unix socket comes with the port.
    fileprivate func explain(listener user: UInt32) -> Bool {
        socket != .absent && (user == self.user || user == 0 && unitPorts != nil)
    }
}

extension CheckFinding {
    /// Whether our user may use the agent's Unix socket, by the rights of its folders and by the agent's own answer.
    /// `fault` is what `config check` finds at its path.
    public static func socket(
        _ sight: SocketSight, _ contact: AgentContact<SeenAgent>, _ configuration: Configuration,
        fault: ConfigurationFault? = nil
    ) -> CheckFinding {
        let path = configuration.socket
        switch (sight, contact) {
        case (.absent, _) where fault != nil:
            return CheckFinding(
                .socket, .error, fault?.message ?? "",
                action: "Ôtez-le, ou donnez un autre Socket à l'agent dans [endpoint].",
                code: "socket.occupied")
        case (.denied(let denied), _):
            return CheckFinding(
                .socket, .error, "les droits de \(denied) refusent \(path) à cet utilisateur",
                action:
                    "Le dossier et la prise sont ouverts à tous (0755 et 0666), l'agent reconnaît lui-même qui l'appelle : "
                    + "rétablissez ces droits (systemctl restart insi-agent.socket insi-agent.service).",
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

    /// Whether the port is the agent's. `isServing` says that the agent answers, so that the port is its own; one that hangs, or
    /// does not let our user in, keeps it as well, and the service manager may hold it before. Where that holds another port, no
    /// agent starts; one that serves did so before.
    public static func port(_ port: Int, _ sight: PortSight, _ traces: AgentTraces, isServing: Bool) -> CheckFinding {
        switch sight {
        case _ where port != 0 && traces.unitPorts?.isDisjoint(with: [port]) ?? false:
            return differs(port, traces, isServing: isServing)
        case _ where isServing: return CheckFinding(.port, .ok, "\(port), tenu par l'agent")
        case .free: return CheckFinding(.port, .ok, "\(port), libre")
        case .unseen: return CheckFinding(.port, .warning, "\(port), non vérifié : /proc ne répond pas")
        case .taken(let program?, _) where program.pid == 1:
            return CheckFinding(.port, .ok, "\(port), gardé par systemd pour l'agent")
        case .taken(let program?, _) where traces.show(program):
            return CheckFinding(.port, .ok, "\(port), tenu par l'agent, \(program.text), qui n'a pas répondu")
        case .taken(nil, let user) where traces.explain(listener: user):
            return CheckFinding(.port, .ok, "\(port), tenu par l'agent ou gardé pour lui par systemd")
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

    private static func differs(_ port: Int, _ traces: AgentTraces, isServing: Bool) -> CheckFinding {
        let others = (traces.unitPorts ?? []).sorted().map(String.init).joined(separator: " et ")
        return CheckFinding(
            .port, isServing ? .warning : .error,
            "la configuration dit Port=\(port), l'unité insi-agent.socket "
                + (others.isEmpty ? "n'ouvre aucun port" : "ouvre \(others)"),
            action:
                "Mettez le même port aux deux endroits (« systemctl edit insi-agent.socket »), puis « systemctl restart "
                + "insi-agent.socket insi-agent.service ».",
            code: "port.differs")
    }
}
