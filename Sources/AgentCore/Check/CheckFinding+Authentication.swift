import Cryptography

/// Who answers for calls: the certificate of the structure, or the card in the reader of the agent that runs.
extension CheckFinding {
    /// The software certificate at a time in seconds since 1970 UTC. `namesHolder` lets its identifiers be told.
    public static func authentication(
        _ certificate: ServiceCertificate, at now: Int64, in environment: Configuration.Environment,
        namesHolder: Bool = true
    ) -> CheckFinding {
        let issuer = certificate.certificate.issuer.first(DistinguishedName.commonName) ?? ""
        let name = certificate.certificate.subject.first(DistinguishedName.commonName) ?? ""
        let holder = namesHolder ? " CN=\(name), OU=\(certificate.organisationalUnit)," : ""
        let told = "certificat logiciel\(holder) émis par « \(issuer) », \(certificate.certificate.told(at: now))"
        if let obstacle = certificate.obstacle(at: now, in: environment) {
            return CheckFinding(.authentication, AgentError(obstacle), about: told)
        }
        if let expected = ServiceAuthorities.issuerOfClients(in: environment), issuer != expected {
            return CheckFinding(
                .authentication, .warning, told,
                action:
                    "L'autorité attendue est « \(expected) » : vérifiez que le certificat est celui de la plateforme.",
                code: "certificate.issuer")
        }
        let status = certificate.certificate.remaining(at: now).status
        return CheckFinding(
            .authentication, status, told,
            action: status == .ok
                ? nil : "Demandez dès maintenant son renouvellement à l'Agence du numérique en santé.",
            code: status == .ok ? nil : "certificate.expiring")
    }

    /// The professional's card as the running agent sees it; nil when it does not tell. `now` in seconds since 1970 UTC.
    /// `namesHolder` lets the holder's identifiers be told.
    public static func authentication(
        _ agent: SeenAgent?, at now: Int64, for configuration: Configuration, namesHolder: Bool = true
    ) -> CheckFinding {
        guard let agent else {
            return CheckFinding(
                .authentication, .warning, "carte non vérifiée, seul l'agent la voit et il ne dit rien",
                action: "Réglez d'abord la ligne Agent.")
        }
        guard !agent.isWithoutReaders else {
            let detail = "L'agent n'atteint pas pcscd : il est arrêté, ou une règle (polkit) lui en refuse l'accès."
            return CheckFinding(.authentication, AgentError(.readerServiceUnavailable, detail: detail))
        }
        return SeenProfessional(state: agent.professional, card: agent.card, now: now, namesHolder: namesHolder)
            .finding(for: configuration)
    }
}

/// The professional's card at one moment, for one report.
private struct SeenProfessional {
    let state: SeenAgent.Professional
    let card: SeenCard?
    let now: Int64
    let namesHolder: Bool

    func finding(for configuration: Configuration) -> CheckFinding {
        if let problem = state.problem { return CheckFinding(.authentication, problem, about: told) }
        switch (state.status, state.holder) {
        case (_, let holder?) where holder.test == (configuration.environment == .production):
            let problem = holder.test ? Problem.professionalTestCard : .professionalRealCard
            return CheckFinding(.authentication, AgentError(problem), about: told)
        case (_, let holder?) where configuration.billing(nationalId: holder.nationalId) == nil:
            return CheckFinding(.authentication, AgentError(.billingMissing), about: told)
        case (_, let holder?): return finding(of: holder, configuration)
        case ("reading", nil):
            return CheckFinding(
                .authentication, .warning, "la carte de professionnel est en cours de lecture",
                action: "Relancez la vérification dans quelques secondes.")
        case (_, nil):
            return CheckFinding(
                .authentication, .warning, "aucune carte de professionnel dans le lecteur",
                action: "Insérez la carte, puis relancez la vérification.", code: Problem.professionalAbsent.rawValue)
        }
    }

    private func finding(of holder: SeenAgent.Professional.Holder, _ configuration: Configuration) -> CheckFinding {
        let standing = remaining?.status ?? .ok
        return CheckFinding(
            .authentication, standing, (told ?? "") + (namesHolder ? billing(of: holder, configuration) : ""),
            action: standing == .ok ? nil : "Demandez dès maintenant le renouvellement de la carte.",
            code: standing == .ok ? nil : "professional.expiring")
    }

    private func billing(of holder: SeenAgent.Professional.Holder, _ configuration: Configuration) -> String {
        let billing = configuration.billing(nationalId: holder.nationalId)
        let isOwn = configuration.billing[holder.nationalId] != nil
        let speciality = billing?.speciality.map { ", spécialité \($0)" + (isOwn ? "" : " pour un médecin") } ?? ""
        return " ; facturation \(billing?.identifier ?? "")\(speciality)"
    }

    /// Card, status, issuer and validity of its certificate; nil without a holder.
    private var told: String? {
        guard let holder = state.holder else { return nil }
        let name = namesHolder ? ", CN=\(holder.nationalId)" : ""
        let kind = "carte \(holder.cardType) \(holder.test ? "de test" : "réelle")\(name)"
        let code = ["ready": ", code accepté", "locked": ", code non saisi"][state.status] ?? ""
        let issued =
            card.map { ", émis par « \($0.certificate.issuerName) » le \($0.certificate.notBefore.prefix(10))" } ?? ""
        return kind + code + (remaining.map { ", certificat \($0.text)" } ?? "") + issued
    }

    private var remaining: RemainingValidity? {
        state.certificateNotAfter.flatMap { Timestamp.seconds($0) }.map { RemainingValidity(end: $0, now: now) }
    }
}
