import FoundationEssentials
import INSi

extension Configuration {
    /// The configuration as a support archive tells it: these keys and no others. Files by their place, the service by
    /// its host where that is the national one; no host of a practice, no number of the software, no user, nobody's identifier.
    public var supportLines: [String] {
        let path = { (path: String?) in path.map(SupportPath.told) }
        let national = [ServiceEndpoint.test, .production, .testWithCertificate, .productionWithCertificate].map(\.url)
        let host = { (url: String?) in url.map { national.contains($0) ? URL(string: $0)?.host() ?? "" : "autre" } }
        let values: [(String, String?)] = [
            ("Environment", environment.rawValue), ("Automatic", automatic ? "oui" : "non"),
            ("StateDirectory", path(stateDirectory)), ("ResultRetention", "\(resultRetention)"),
            ("AuditRetention", "\(auditRetention)"), ("Port", "\(port)"), ("Socket", path(socket)),
            ("SocketUsers", "\(socketUsers.count)"), ("CardAuthorities", path(cardAuthorities)),
            ("PINIdle", "\(pinIdle)"),
            ("ApiLec", path(apiLec)), ("ApiLecConfiguration", path(apiLecConfiguration)), ("Mica", path(mica)),
            ("LibraryTimeout", "\(libraryTimeout)"), ("VitaleAssertion", vitaleAssertionInForce.rawValue),
            ("Service", host(endpoint?.url)), ("Proxy", proxy.map { _ in "renseigné" }),
            ("ProxyUser", proxyUser.map { _ in "renseigné" }),
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
