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

    /// Whether the proxy, if there is one, was reached and let us through. A probe that `isBare` showed it no password.
    public static func proxy(
        _ proxy: String?, _ probe: Result<HTTPResponse, HTTPSError>?, isBare: Bool = false
    ) -> CheckFinding {
        guard let proxy else { return CheckFinding(.proxy, .ok, "aucun, la connexion est directe") }
        switch probe {
        case .failure(.proxyRefused(407)) where isBare:
            return CheckFinding(.proxy, .warning, "\(proxy), non vérifié : il demande un mot de passe, illisible ici")
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
    /// shows of itself. A probe that `isBare` showed it nothing of ours. `isCallMade` says that a call follows, which tells
    /// better than an empty request whether the service answers.
    public static func tls(
        _ probe: Result<HTTPResponse, HTTPSError>?, stranger: ServerSight? = nil, isBare: Bool = false,
        isCallMade: Bool = true
    ) -> CheckFinding {
        if isBare, let bare = bare(probe) { return bare }
        switch probe {
        case .success(let answer) where (502...504).contains(answer.status):
            return CheckFinding(.tls, AgentError(.insUnavailable, detail: "Il a répondu HTTP \(answer.status)."))
        case .success(let answer):
            return CheckFinding(.tls, .ok, "\(believed) ; il a répondu (HTTP \(answer.status))")
        case .failure(let error) where error.isOfProxy:
            return CheckFinding(
                .tls, .warning, "non vérifié, le mandataire ne laisse pas passer",
                action: "Réglez d'abord le mandataire.")
        case .failure(.timeout(connected: true)) where isCallMade:
            return CheckFinding(
                .tls, .warning, "\(believed), mais il n'a pas répondu à une demande vide (HEAD)",
                action: "La ligne Appel de test dit s'il répond aux vraies demandes.", code: hungService)
        case .failure(.timeout(connected: true)):
            return CheckFinding(.tls, AgentError(.insTimeout, detail: "C'était une demande vide (HEAD) ; \(believed)."))
        case .failure(let error): return refused(error, stranger)
        case nil:
            return CheckFinding(
                .tls, .warning, "non vérifié, aucune connexion n'a pu être préparée",
                action: "Réglez d'abord les erreurs ci-dessus.")
        }
    }

    private static let believed = "la chaîne du service mène à une autorité de confiance"

    /// The service is there and does not answer in time.
    static let hungService = Problem.insTimeout.rawValue

    /// What a probe without our certificate and password proves, where that is less than one with them: a service that asks for
    /// a certificate hangs up, after we believed its own.
    private static func bare(_ probe: Result<HTTPResponse, HTTPSError>?) -> CheckFinding? {
        if case .failure(.proxyRefused(407)) = probe {
            return CheckFinding(
                .tls, .warning, "non vérifié, le mandataire demande un mot de passe, illisible ici",
                action: "Voyez la ligne Mandataire.")
        }
        let text: String? =
            switch probe {
            case .success(let answer) where !(502...504).contains(answer.status):
                "il a répondu (HTTP \(answer.status)) à une demande sans nos secrets, illisibles ici"
            case .failure(.clientCertificateRefused), .failure(.closed(_, connected: true)):
                "il demande notre certificat, illisible ici"
            default: nil
            }
        return text.map {
            CheckFinding(
                .tls, .warning, "\(believed) ; le reste n'est pas vérifié, \($0)",
                action: "Voyez les lignes Authentification et Mandataire.")
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
