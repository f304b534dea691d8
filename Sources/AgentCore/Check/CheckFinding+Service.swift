public import HTTPS

/// The way to the service, as one probe showed it; a probe that is nil was not made, because the files that it needs are wrong.
extension CheckFinding {
    /// How many addresses this machine knows for a host, the service's or the proxy's, as `owner` says in French; nil when
    /// the resolver did not answer in time.
    public static func dns(_ host: String, of owner: String, _ addresses: Int?) -> CheckFinding {
        guard let addresses else {
            return CheckFinding(
                .dns, .error, "\(host), nom du \(owner), n'a pas pu être cherché : le DNS ne répond pas",
                action: "Vérifiez l'accès au réseau et le serveur DNS du poste (/etc/resolv.conf).", code: "dns.silent")
        }
        guard addresses > 0 else {
            return CheckFinding(
                .dns, .error, "\(host), nom du \(owner), est inconnu de ce poste",
                action: "Vérifiez l'accès au réseau et le DNS ; derrière un mandataire, renseignez Proxy.",
                code: "dns.unknown")
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

    /// Whether the service was reached, its certificate believed, and ours accepted. Any HTTP status will do but those by which
    /// a front says that nobody is behind it (RFC 9110 §15.6: 502 to 504). `stranger` is what a server that was not believed
    /// shows of itself.
    public static func tls(
        _ probe: Result<HTTPResponse, HTTPSError>?, stranger: ServerSight? = nil
    ) -> CheckFinding {
        switch probe {
        case .success(let answer) where (502...504).contains(answer.status):
            return CheckFinding(.tls, AgentError(.insUnavailable, detail: "Il a répondu HTTP \(answer.status)."))
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
                action: "La ligne Appel de test dit s'il répond aux vraies demandes.", code: "insi.timeout")
        case .failure(let error): return refused(error, stranger)
        case nil:
            return CheckFinding(
                .tls, .warning, "non vérifié, aucune connexion n'a pu être préparée",
                action: "Réglez d'abord les erreurs ci-dessus.")
        }
    }

    /// The service is the expected one, but the trust anchors lack its authority.
    static let anchorMissing = "tls.anchorMissing"

    private static func refused(_ error: HTTPSError, _ stranger: ServerSight?) -> CheckFinding {
        guard error.certificateRefusal != nil, let stranger else { return CheckFinding(.tls, AgentError(error)) }
        let about = "le certificat présenté est émis par « \(stranger.issuer) »"
        let finding = CheckFinding(.tls, AgentError(error), about: about)
        let isExpected = ServiceAuthorities.ofServer.contains { stranger.issuer.contains($0.name) }
        guard error.certificateRefusal == .foreign, isExpected else { return finding }
        return CheckFinding(.tls, .error, finding.text, action: finding.action, code: anchorMissing)
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
