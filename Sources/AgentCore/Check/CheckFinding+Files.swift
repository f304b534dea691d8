public import Cryptography
import INSi

/// What the configuration and the files that it names say, with no word on the wire.
extension CheckFinding {
    /// The file itself, which was read.
    public static func configuration(_ configuration: Configuration, file: String) -> CheckFinding {
        let told =
            "\(file) lu ; environnement \(configuration.environment.rawValue), \(configuration.authentication.told)"
        guard let endpoint = configuration.endpoint else {
            return CheckFinding(
                .configuration, .error, told + " ; aucune adresse du service",
                action: "Renseignez la clé URL de [insi], nécessaire dans l'environnement sandbox.",
                code: "configuration.url")
        }
        return CheckFinding(.configuration, .ok, told + ", service \(endpoint.url)")
    }

    /// Faults of the configuration, at least one, the first of which is told; `isRestSeen` says that everything else was looked
    /// at in spite of them.
    public static func configuration(_ faults: [ConfigurationFault], isRestSeen: Bool) -> CheckFinding {
        let fault = faults.first
        let others = faults.count > 1 ? " (et \(faults.count - 1) autre(s) : insi-agent config check)" : ""
        let isUnreadable = fault?.place?.line == nil && fault?.key == nil
        return CheckFinding(
            .configuration, .error, (fault?.description ?? "") + others,
            action: isRestSeen
                ? "Corrigez cette clé ou ce fichier : l'agent ne démarre pas avec cette faute."
                : "Corrigez le fichier, ou lancez la commande sous l'utilisateur de l'agent ou en root ; le reste en "
                    + "dépend et n'a pas été examiné.",
            code: isUnreadable && !isRestSeen ? "configuration.unreadable" : "configuration.invalid")
    }

    /// The authorisation number; the official kit's opens nothing in production, and the word
    /// that stands for a number in the official sample, as in the README, nowhere (insi.md 2.4, 2.8).
    /// `isTold` lets it be shown.
    public static func idam(_ configuration: Configuration, isTold: Bool = true) -> CheckFinding {
        let action = "Renseignez la clé IDAM de [insi] avec le numéro d'autorisation du logiciel."
        let isProduction = configuration.environment == .production
        switch configuration.idam {
        case "": return CheckFinding(.idam, .error, "absent", action: action, code: "idam.missing")
        case "TESTSGIE0000" where isProduction, "NumAutorisation":
            let text = (isTold ? "\(configuration.idam) " : "ce numéro ") + "n'est qu'un exemple"
            return CheckFinding(
                .idam, isProduction ? .error : .warning, text, action: action, code: "idam.sample")
        default: return CheckFinding(.idam, .ok, isTold ? configuration.idam : "renseigné")
        }
    }

    /// The authorities that are believed for the service, at a time in seconds since 1970 UTC.
    public static func trustAnchors(
        _ anchors: [Certificate], at now: Int64, in environment: Configuration.Environment
    ) -> CheckFinding {
        let known = Set(anchors.map { Hexadecimal.encode($0.fingerprint) })
        let missing = ServiceAuthorities.ofServer.filter { !known.contains($0.fingerprint) }.map { "« \($0.name) »" }
        let told = list(anchors, at: now)
        if environment != .sandbox, !missing.isEmpty {
            return CheckFinding(
                .trustAnchors, .warning, told + " ; sans " + missing.joined(separator: " ni "),
                action: "Prenez ces autorités de l'IGC-Santé sur http://igc-sante.esante.gouv.fr/PC/ et comparez leurs "
                    + "empreintes, ou vérifiez que celles du fichier les remplacent.",
                code: "trustAnchors.incomplete")
        }
        return judged(.trustAnchors, anchors, told, at: now)
    }

    /// The authorities that are believed for professional cards; nil when none are configured.
    public static func cardAuthorities(_ authorities: [Certificate]?, at now: Int64) -> CheckFinding {
        guard let authorities else {
            return CheckFinding(
                .cardAuthorities, .warning, "aucune, la chaîne des cartes n'est pas vérifiée",
                action: "Renseignez la clé CardAuthorities de [professional].", code: "cardAuthorities.missing")
        }
        return judged(.cardAuthorities, authorities, list(authorities, at: now), at: now)
    }

    /// The worst end decides, but for authorities that are over beside others that are not.
    private static func judged(
        _ check: Check, _ authorities: [Certificate], _ told: String, at now: Int64
    ) -> CheckFinding {
        let standing = authorities.map { $0.isValid(at: now) ? $0.remaining(at: now).status : .error }
        guard let worst = standing.max(), let best = standing.min() else {
            return CheckFinding(
                check, .error, "aucune", action: "Complétez le fichier.", code: "\(check.rawValue).missing")
        }
        guard worst != .ok else { return CheckFinding(check, .ok, told) }
        return CheckFinding(
            check, best == .error ? .error : .warning, told,
            action: "Remplacez l'autorité dont la validité finit ; vérifiez aussi la date du poste.",
            code: "\(check.rawValue).dates")
    }

    private static func list(_ authorities: [Certificate], at now: Int64) -> String {
        let each = authorities.map {
            "« \($0.subject.first(DistinguishedName.commonName) ?? "sans nom") » \($0.told(at: now))"
        }
        return "\(authorities.count) : " + each.joined(separator: ", ")
    }
}

extension Configuration.Authentication {
    fileprivate var told: String {
        switch self {
        case .cpx: "authentification par carte de professionnel"
        case .softwareCertificate: "authentification par certificat logiciel"
        }
    }
}

extension Certificate {
    /// What is left of its validity.
    func remaining(at now: Int64) -> RemainingValidity { RemainingValidity(end: notAfter, now: now) }

    /// Its validity in words.
    func told(at now: Int64) -> String {
        now < notBefore ? "valable à partir du \(Timestamp.text(notBefore).prefix(10))" : remaining(at: now).text
    }
}
