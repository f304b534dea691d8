public import SmartCard

/// What a look at the PC/SC service came to.
public enum ReaderServiceSight: Equatable, Sendable {
    /// It told its readers.
    case answered([ReaderSight])
    /// It let us in and closed the connection: its policy (polkit) does not admit our user.
    case refused
    /// Its socket may not be used by our user.
    case denied(socket: String)
    /// Nobody listens at its socket, or there is none.
    case absent(socket: String, isInstalled: Bool)
    /// It was reached and did not answer in time.
    case silent
    /// Anything else; the raw PC/SC code.
    case failed(code: UInt32)

    /// Its readers, none unless it answered.
    public var readers: [ReaderSight] {
        guard case .answered(let readers) = self else { return [] }
        return readers
    }
}

extension CheckFinding {
    private static let policy =
        "polkit doit admettre l'utilisateur de l'agent : sa règle est /usr/share/polkit-1/rules.d/insi-agent.rules, du paquet "
        + "insi-agent (actions org.debian.pcsc-lite.access_pcsc et access_card)"

    /// Whether the PC/SC service is there for our user, and for the agent's: `refused` is who the agent is, where it says that it
    /// sees no service. Without card authentication it is needed for Vitale cards only.
    public static func pcscd(
        _ sight: ReaderServiceSight, refused agent: (user: UInt32, name: String)? = nil, needed isNeeded: Bool
    ) -> CheckFinding {
        let status: Status = isNeeded ? .error : .warning
        if case .answered = sight, let agent { return pcscd(status, refuses: agent) }
        switch sight {
        case .answered: return CheckFinding(.pcscd, .ok, "pcscd répond")
        case .refused:
            return CheckFinding(
                .pcscd, status, "pcscd raccroche sans répondre à cet utilisateur (SCARD_W_SECURITY_VIOLATION)",
                action: policy
                    + " ; à distance (ssh), relancez la commande en root ; si le refus ne se répète pas, pcscd venait de "
                    + "s'arrêter.", code: "pcscd.refused")
        case .denied(let socket):
            return CheckFinding(
                .pcscd, status, "les droits de \(socket) refusent l'accès à cet utilisateur",
                action:
                    "Rétablissez les droits de la prise de pcscd (systemctl restart pcscd.socket), qui est ouverte à tous.",
                code: "pcscd.refused")
        case .absent(let socket, false):
            return CheckFinding(
                .pcscd, status, "pcscd n'est pas installé, rien n'écoute sur \(socket)",
                action: "Installez-le : apt-get install pcscd libccid.", code: "pcscd.missing")
        case .absent(let socket, true):
            return CheckFinding(
                .pcscd, status, "pcscd est arrêté, rien n'écoute sur \(socket)",
                action: "Lancez-le : systemctl enable --now pcscd.socket.", code: "pcscd.absent")
        case .silent:
            return CheckFinding(
                .pcscd, status, "pcscd ne répond pas, il est bloqué",
                action: "Débranchez et rebranchez le lecteur, puis relancez pcscd : systemctl restart pcscd.",
                code: "pcscd.silent")
        case .failed(let code):
            return CheckFinding(
                .pcscd, status, "pcscd répond par une erreur (0x\(String(code, radix: 16, uppercase: true)))",
                action: "Relancez pcscd (systemctl restart pcscd), puis voyez son journal.", code: "pcscd.failed")
        }
    }

    /// The number stands where a support archive may quote it, the name where it may not.
    private static func pcscd(_ status: Status, refuses agent: (user: UInt32, name: String)) -> CheckFinding {
        CheckFinding(
            .pcscd, status, "pcscd répond ici, mais pas à l'agent (utilisateur \(agent.user)), qui ne l'atteint pas",
            action: "L'agent est « \(agent.name) » : " + policy + " ; si elle l'admet, relancez l'agent.",
            code: "pcscd.refused")
    }
}
