import FoundationEssentials
import INSi

extension Configuration {
    /// The configuration as a support archive tells it: these keys and no others. Files by their path, the proxy and the service
    /// by their host; no number of the software, no user, nobody's identifier.
    public var supportLines: [String] {
        let host = { (url: String?) in url.flatMap { URL(string: $0)?.host() } }
        let values: [(String, String?)] = [
            ("Environment", environment.rawValue), ("Automatic", automatic ? "oui" : "non"),
            ("StateDirectory", stateDirectory), ("ResultRetention", "\(resultRetention)"),
            ("AuditRetention", "\(auditRetention)"), ("Port", "\(port)"), ("Socket", socket),
            ("SocketUsers", "\(socketUsers.count)"), ("CardAuthorities", cardAuthorities), ("PINIdle", "\(pinIdle)"),
            ("ApiLec", apiLec), ("ApiLecConfiguration", apiLecConfiguration), ("Mica", mica),
            ("LibraryTimeout", "\(libraryTimeout)"), ("VitaleAssertion", vitaleAssertionInForce.rawValue),
            ("Service", host(endpoint?.url)), ("Proxy", host(proxy)), ("ProxyUser", proxyUser.map { _ in "renseigné" }),
            ("IDAM", idam.isEmpty ? nil : "renseigné"), ("TrustAnchors", trustAnchors),
            ("RevocationLists", revocationLists), ("Authentication", authentication.rawValue),
            ("ClientCertificate", clientCertificate), ("ClientCertificatePassphrase", clientCertificatePassphrase),
            ("ProxyPassword", proxyPassword), ("ConnectTimeout", "\(connectTimeout)"),
            ("TotalTimeout", "\(totalTimeout)"), ("Retries", "\(retries)"), ("RetryPause", "\(retryPause)"),
            ("AssertionAge", "\(assertionAge)"), ("ProvisionalCalls", provisionalCalls ? "oui" : "non"),
            ("Billing", "\(billing.count) professionnels" + (billingDefault == nil ? "" : ", Default")),
            ("WorkListDaily", "\(workListDaily)"), ("WorkListPause", "\(workListPause)"),
        ]
        return values.map { "\($0.0)=\($0.1 ?? "")" }
    }
}
