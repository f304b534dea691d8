import FoundationEssentials
import INSi

extension Configuration {
    /// The configuration as a support archive tells it: these keys and no others. Files by their place, the proxy and the service
    /// by their host; no number of the software, no user, nobody's identifier.
    public var supportLines: [String] {
        let path = { (path: String?) in path.map(SupportPath.told) }
        let host = { (url: String?) in url.flatMap { URL(string: $0)?.host() } }
        let values: [(String, String?)] = [
            ("Environment", environment.rawValue), ("Automatic", automatic ? "oui" : "non"),
            ("StateDirectory", path(stateDirectory)), ("ResultRetention", "\(resultRetention)"),
            ("AuditRetention", "\(auditRetention)"), ("Port", "\(port)"), ("Socket", path(socket)),
            ("SocketUsers", "\(socketUsers.count)"), ("CardAuthorities", path(cardAuthorities)),
            ("PINIdle", "\(pinIdle)"),
            ("ApiLec", path(apiLec)), ("ApiLecConfiguration", path(apiLecConfiguration)), ("Mica", path(mica)),
            ("LibraryTimeout", "\(libraryTimeout)"), ("VitaleAssertion", vitaleAssertionInForce.rawValue),
            ("Service", host(endpoint?.url)), ("Proxy", host(proxy)), ("ProxyUser", proxyUser.map { _ in "renseigné" }),
            ("IDAM", idam.isEmpty ? nil : "renseigné"), ("TrustAnchors", path(trustAnchors)),
            ("RevocationLists", path(revocationLists)), ("Authentication", authentication.rawValue),
            ("ClientCertificate", path(clientCertificate)),
            ("ClientCertificatePassphrase", path(clientCertificatePassphrase)),
            ("ProxyPassword", path(proxyPassword)), ("ConnectTimeout", "\(connectTimeout)"),
            ("TotalTimeout", "\(totalTimeout)"), ("Retries", "\(retries)"), ("RetryPause", "\(retryPause)"),
            ("AssertionAge", "\(assertionAge)"), ("ProvisionalCalls", provisionalCalls ? "oui" : "non"),
            ("Billing", "\(billing.count) professionnels" + (billingDefault == nil ? "" : ", Default")),
            ("WorkListDaily", "\(workListDaily)"), ("WorkListPause", "\(workListPause)"),
        ]
        return values.map { "\($0.0)=\($0.1 ?? "")" }
    }
}
