import Cryptography

/// Who answers for calls: the certificate of the structure, or the card in the reader of the agent that runs.
extension CheckFinding {
    /// The software certificate at a time in seconds since 1970 UTC.
    public static func authentication(
        _ certificate: ServiceCertificate, at now: Int64, in environment: Configuration.Environment
    ) -> CheckFinding {
        let issuer = certificate.certificate.issuer.first(DistinguishedName.commonName) ?? ""
        let name = certificate.certificate.subject.first(DistinguishedName.commonName) ?? ""
        let told =
            "certificat logiciel CN=\(name), OU=\(certificate.organisationalUnit), émis par « \(issuer) », "
            + certificate.certificate.told(at: now)
        if let obstacle = certificate.obstacle(at: now, in: environment) {
            return CheckFinding(.authentication, AgentError(obstacle), about: told)
        }
        if let expected = ServiceAuthorities.issuerOfClients(in: environment), issuer != expected {
            return CheckFinding(
                .authentication, .warning, told,
                action:
                    "L'autorité attendue est « \(expected) » : vérifiez que le certificat est celui de la plateforme.")
        }
        let status = certificate.certificate.remaining(at: now).status
        return CheckFinding(
            .authentication, status, told,
            action: status == .ok ? nil : "Demandez dès maintenant son renouvellement à l'Agence du numérique en santé."
        )
    }

    /// The professional's card as the running agent sees it; nil when it does not tell. `now` in seconds since 1970 UTC.
    public static func authentication(
        _ agent: SeenAgent?, at now: Int64, for configuration: Configuration
    ) -> CheckFinding {
        guard let agent else {
            return CheckFinding(
                .authentication, .warning, "carte non vérifiée, seul l'agent la voit et il ne dit rien",
                action: "Réglez d'abord la ligne Agent.")
        }
        guard agent.agent.readerService == "available" else {
            return CheckFinding(.authentication, AgentError(.readerServiceUnavailable))
        }
        return agent.professional.finding(at: now, for: configuration, agent.card)
    }
}

extension SeenAgent.Professional {
    fileprivate func finding(at now: Int64, for configuration: Configuration, _ card: SeenCard?) -> CheckFinding {
        if let problem { return CheckFinding(.authentication, problem, about: told(at: now, card)) }
        switch (status, holder) {
        case (_, let holder?) where holder.test == (configuration.environment == .production):
            let problem = holder.test ? Problem.professionalTestCard : .professionalRealCard
            return CheckFinding(.authentication, AgentError(problem), about: told(at: now, card))
        case (_, let holder?) where configuration.billing(nationalId: holder.nationalId) == nil:
            return CheckFinding(.authentication, AgentError(.billingMissing), about: told(at: now, card))
        case (_, let holder?):
            return finding(
                of: holder, at: now, configuration.billing(nationalId: holder.nationalId), card,
                isOwn: configuration.billing[holder.nationalId] != nil)
        case ("reading", nil):
            return CheckFinding(
                .authentication, .warning, "la carte de professionnel est en cours de lecture",
                action: "Relancez la vérification dans quelques secondes.")
        case (_, nil):
            return CheckFinding(
                .authentication, .warning, "aucune carte de professionnel dans le lecteur",
                action: "Insérez la carte, puis relancez la vérification.")
        }
    }

    private func finding(
        of holder: Holder, at now: Int64, _ billing: Billing?, _ card: SeenCard?, isOwn: Bool
    ) -> CheckFinding {
        let speciality = billing?.speciality.map { ", spécialité \($0)" + (isOwn ? "" : " pour un médecin") } ?? ""
        let words = (told(at: now, card) ?? "") + " ; facturation \(billing?.identifier ?? "")\(speciality)"
        let standing = remaining(at: now)?.status ?? .ok
        return CheckFinding(
            .authentication, standing, words,
            action: standing == .ok ? nil : "Demandez dès maintenant le renouvellement de la carte.")
    }

    /// Card, status, issuer and validity of its certificate; nil without a holder.
    private func told(at now: Int64, _ card: SeenCard?) -> String? {
        guard let holder else { return nil }
        let kind = "carte \(holder.cardType) \(holder.test ? "de test" : "réelle"), CN=\(holder.nationalId)"
        let state = ["ready": ", code accepté", "locked": ", code non saisi"][status] ?? ""
        let issued =
            card.map { ", émis par « \($0.certificate.issuerName) » le \($0.certificate.notBefore.prefix(10))" } ?? ""
        return kind + state + (remaining(at: now).map { ", certificat \($0.text)" } ?? "") + issued
    }

    private func remaining(at now: Int64) -> RemainingValidity? {
        certificateNotAfter.flatMap { Timestamp.seconds($0) }.map { RemainingValidity(end: $0, now: now) }
    }
}
