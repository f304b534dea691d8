/// The one call of `insi-agent check`: whether it is made, for whom, and what its answer means.
public struct TestCall: Sendable {
    /// The request to `POST /v1/ins/traits`: a fictitious person whom the test platform knows (insi.md 7, seen live), and the
    /// purpose under which it is traced.
    public static let body =
        #"{"birthName":"ADRTROIS","givenNames":["DOMINIQUE"],"sex":"F","birthDate":"1997-02-26","purpose":"check"}"#

    private let configuration: Configuration
    private let isAllowedInProduction: Bool

    /// The call under this configuration; `isAllowedInProduction` says that somebody asked for it.
    public init(_ configuration: Configuration, isAllowedInProduction: Bool) {
        self.configuration = configuration
        self.isAllowedInProduction = isAllowedInProduction
    }

    /// How long the agent may take over it: every try that the configuration allows, the pauses between them, and the card.
    public var patience: Duration {
        let pauses = configuration.retryPause * ((1 << configuration.retries) - 1)
        return .seconds((configuration.retries + 1) * configuration.totalTimeout + pauses + 30)
    }

    /// Why the call is not made; nil when it is. The agent that runs makes it, so it must be the one of this configuration:
    /// another one might be in production. Where the way `isBare`, seen without the agent's secrets, only what is surely wrong
    /// with it stands in the way.
    public func obstacle(agent: SeenAgent?, before findings: [CheckFinding], isBare: Bool = false) -> CheckFinding? {
        if configuration.environment == .production, !isAllowedInProduction {
            return notMade(
                "il ne l'est en production qu'avec --call", "Ajoutez --call pour le faire ; il sera tracé comme tel.")
        }
        guard let agent else { return notMade("l'agent ne dit rien", "Réglez d'abord la ligne Agent.") }
        guard agent.follows(configuration) else {
            return notMade("l'agent suit une autre configuration", "Redémarrez l'agent.")
        }
        if findings.contains(where: { isUnreached($0, isBare) }) {
            return notMade("le service n'est pas joint", "Réglez d'abord le chemin vers le service.")
        }
        // On its last day a certificate still calls.
        let stillCalls = ["certificate.expiring", "professional.expiring"]
        if findings.contains(where: {
            $0.check == .authentication && $0.status == .error && !stillCalls.contains($0.code ?? "")
        }) {
            return notMade("personne ne peut s'authentifier", "Réglez d'abord l'authentification.")
        }
        guard configuration.authentication == .cpx else { return nil }
        switch agent.professional.status {
        case "ready": return nil
        case "locked": return notMade("le code de la carte n'a pas été saisi", "Saisissez-le (insi-agent pin).")
        default: return notMade("aucune carte de professionnel n'est prête", "Insérez la carte et saisissez son code.")
        }
    }

    /// A service that did not answer an empty request may answer a call.
    private func isUnreached(_ finding: CheckFinding, _ isBare: Bool) -> Bool {
        switch (finding.check, finding.status) {
        case (.tls, .error), (.proxy, .error): true
        case (.tls, .warning): !isBare && finding.code != CheckFinding.hungService
        default: false
        }
    }

    /// What the agent answered.
    public func finding(_ contact: AgentContact<SeenSearch>) -> CheckFinding {
        switch contact {
        case .answered(let search): finding(search)
        case .refused(let problem): CheckFinding(.call, problem)
        case .silent:
            CheckFinding(.call, .error, "l'agent n'a pas répondu", action: "Consultez le journal de l'agent.")
        }
    }

    /// Production does not know the fictitious person: there, finding nobody proves as much.
    private func finding(_ search: SeenSearch) -> CheckFinding {
        switch search.status {
        case "found": return made(.ok, "00, identité de test trouvée")
        case "notFound" where configuration.environment == .production:
            return made(.ok, "01, identité de test inconnue en production, comme prévu")
        case "notFound": return made(.warning, "01, identité de test inconnue")
        case "several": return made(.warning, "02, plusieurs identités")
        default:
            return CheckFinding(
                .call, .error, "état de recherche inattendu : \(search.status)",
                action: "Consultez le journal de l'agent.")
        }
    }

    private func made(_ status: CheckFinding.Status, _ outcome: String) -> CheckFinding {
        CheckFinding(
            .call, status, "fait et tracé comme vérification ; code retour \(outcome)",
            action: status == .ok ? nil : "Vérifiez que l'adresse est celle de la plateforme voulue.")
    }

    private func notMade(_ reason: String, _ action: String) -> CheckFinding {
        CheckFinding(.call, .warning, "non fait, " + reason, action: action)
    }
}

/// What is read of the answer to a search: never the identity.
public struct SeenSearch: Decodable, Equatable, Sendable {
    let status: String
}
