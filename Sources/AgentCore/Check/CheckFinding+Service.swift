public import HTTPS

/// The way to the service, as one probe showed it; a probe that is nil was not made, because the files that it needs are wrong.
extension CheckFinding {
    /// How many addresses this machine knows for a host, the service's or the proxy's, as `owner` says in French.
    public static func dns(_ host: String, of owner: String, _ addresses: Int) -> CheckFinding {
        guard addresses > 0 else {
            return CheckFinding(
                .dns, .error, "\(host), nom du \(owner), est inconnu de ce poste",
                action: "Vérifiez l'accès au réseau et le DNS ; derrière un mandataire, renseignez Proxy.")
        }
        return CheckFinding(.dns, .ok, "\(host), nom du \(owner), a \(addresses) adresse(s)")
    }

    /// Whether the proxy, if there is one, was reached and let us through.
    public static func proxy(_ proxy: String?, _ probe: Result<HTTPResponse, HTTPSError>?) -> CheckFinding {
        guard let proxy else { return CheckFinding(.proxy, .ok, "aucun, la connexion est directe") }
        switch probe {
        case .failure(let error) where error.isOfProxy:
            return CheckFinding(.proxy, AgentError(error), about: proxy)
        case .failure(.timeout(connected: false)), .failure(.closed(_, connected: false)), .failure(.other), nil:
            return CheckFinding(.proxy, .warning, "\(proxy), non vérifié : voyez la ligne TLS")
        case .success, .failure:
            return CheckFinding(.proxy, .ok, "\(proxy) laisse passer vers le service")
        }
    }

    /// Whether the service was reached, its certificate believed, and ours accepted. Any HTTP status will do.
    public static func tls(_ probe: Result<HTTPResponse, HTTPSError>?) -> CheckFinding {
        switch probe {
        case .success(let answer):
            let text = "la chaîne du service mène à une autorité de confiance ; il a répondu (HTTP \(answer.status))"
            return CheckFinding(.tls, .ok, text)
        case .failure(let error) where error.isOfProxy:
            return CheckFinding(
                .tls, .warning, "non vérifié, le mandataire ne laisse pas passer",
                action: "Réglez d'abord le mandataire.")
        case .failure(.timeout(connected: true)):
            return CheckFinding(
                .tls, .warning,
                "la chaîne du service mène à une autorité de confiance, mais il n'a pas répondu à une demande vide (HEAD)",
                action: "La ligne Appel de test dit s'il répond aux vraies demandes.")
        case .failure(let error):
            return CheckFinding(.tls, AgentError(error))
        case nil:
            return CheckFinding(
                .tls, .warning, "non vérifié, aucune connexion n'a pu être préparée",
                action: "Réglez d'abord les erreurs ci-dessus.")
        }
    }

    /// The machine's clock, `now`, against the `Date` of the service's answer, both in seconds since 1970 UTC: more than a
    /// minute is a warning, more than five an error, since assertions carry their instant.
    public static func clock(_ probe: Result<HTTPResponse, HTTPSError>?, now: Int64) -> CheckFinding {
        guard case .success(let answer) = probe else {
            return CheckFinding(.clock, .warning, "non vérifiée, le service n'a pas répondu")
        }
        guard let date = answer.date.flatMap({ Timestamp.seconds(httpDate: $0) }) else {
            return CheckFinding(.clock, .warning, "non vérifiée, le service n'a pas donné l'heure")
        }
        let difference = now - date
        let side = difference > 0 ? "avance" : "retarde"
        let told = difference == 0 ? "à l'heure du service" : "\(side) de \(abs(difference)) s sur celle du service"
        guard abs(difference) > 60 else { return CheckFinding(.clock, .ok, told) }
        return CheckFinding(
            .clock, abs(difference) > 300 ? .error : .warning, told,
            action: "Synchronisez l'horloge du poste (NTP, par exemple systemd-timesyncd).")
    }
}

extension HTTPSError {
    /// Whether it is the proxy that was not reached or refused.
    fileprivate var isOfProxy: Bool {
        switch self {
        case .proxyRefused, .proxyUnreachable: true
        default: false
        }
    }
}
