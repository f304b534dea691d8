extension CheckFinding {
    /// A secret that the configuration does not name and the service manager may hand to the agent alone: nothing is wrong with
    /// it where the unit or the running agent speaks for it. Where neither does, that may be why no agent runs.
    public static func unseen(_ check: Check, _ name: Credentials.Name, isHandedOver: Bool) -> CheckFinding {
        guard !isHandedOver else {
            return CheckFinding(
                check, .warning, "non vérifié, le gestionnaire de services remet « \(name.rawValue) » à l'agent seul",
                action: "Le diagnostic de la page de l'agent le voit.")
        }
        return CheckFinding(
            check, .warning,
            "non vérifié, \(name.key) n'est pas dans la configuration et l'unité insi-agent.service ne déclare pas "
                + "« \(name.rawValue) »",
            action: "Renseignez \(name.key) dans [insi], ou faites remettre ce secret au service (LoadCredential=).",
            code: undeclaredCredential)
    }

    /// The same once an agent was found to run: it was handed what it needs.
    public func whereAgentRuns() -> CheckFinding {
        guard code == Self.undeclaredCredential, check == .proxy else { return self }
        return .unseen(check, .proxyPassword, isHandedOver: true)
    }

    /// Nobody is known to hand a secret to the agent that it needs.
    static let undeclaredCredential = "credentials.undeclared"
}

extension Credentials.Name {
    /// The key of [insi] that goes before it.
    fileprivate var key: String {
        switch self {
        case .sealKey: "seal.key"
        case .clientCertificate: "ClientCertificate"
        case .clientCertificatePassphrase: "ClientCertificatePassphrase"
        case .proxyPassword: "ProxyPassword"
        }
    }
}
