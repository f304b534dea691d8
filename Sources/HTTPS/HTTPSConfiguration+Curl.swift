import CCurl

extension HTTPSConfiguration {
    /// What is set up, for the errors.
    var route: TransferFailure.Route {
        TransferFailure.Route(hasProxy: proxy != nil, showsCertificate: clientIdentity != nil)
    }

    /// A handle ready to perform. The key, in PEM, is lent until the exchange has ended; empty without identity.
    @unsafe func prepare(_ request: HTTPSRequest, key: UnsafeRawBufferPointer) throws(HTTPSError) -> CurlEasy {
        var easy = try CurlEasy.make(limit: responseLimit)
        try easy.set(CURLOPT_PROTOCOLS_STR, "https")
        try easy.set(CURLOPT_URL, request.url)
        try easy.set(headers: request.headers)
        if let body = request.body { try easy.set(body: body) } else { try easy.set(CURLOPT_NOBODY, 1) }
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, connectTimeout.milliseconds)
        try easy.set(CURLOPT_TIMEOUT_MS, totalTimeout.milliseconds)
        // A connection that was idle for longer may be dead without anybody knowing: the request would be lost on it.
        try easy.set(CURLOPT_MAXAGE_CONN, 20)
        try setTrust(easy)
        try setProxy(easy)
        if let clientIdentity { unsafe try set(clientIdentity, key: key, easy) }
        return easy
    }

    /// A handle that asks any server for its headers and its certificate, on the same way but without our certificate.
    func prepareLook(at url: String) throws(HTTPSError) -> CurlEasy {
        let easy = try CurlEasy.make(limit: responseLimit)
        try easy.set(CURLOPT_PROTOCOLS_STR, "https")
        try easy.set(CURLOPT_URL, url)
        try easy.set(CURLOPT_NOBODY, 1)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, connectTimeout.milliseconds)
        try easy.set(CURLOPT_TIMEOUT_MS, totalTimeout.milliseconds)
        try easy.set(CURLOPT_SSL_VERIFYPEER, 0)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 0)
        try easy.set(CURLOPT_CERTINFO, 1)
        try setProxy(easy)
        return easy
    }

    /// The built-in folder and file of certificates are removed, so that only our anchors count.
    private func setTrust(_ easy: borrowing CurlEasy) throws(HTTPSError) {
        try easy.set(CURLOPT_CAPATH, nil)
        try easy.set(CURLOPT_CAINFO, nil)
        try easy.set(CURLOPT_CAINFO_BLOB, bytes: trustAnchors)
        if let revocationLists { try easy.set(CURLOPT_CRLFILE, revocationLists) }
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
    }

    /// Empty texts, unlike absent ones, keep libcurl from reading the environment. Offered the choice, libcurl would take a
    /// Kerberos ticket, and not come back to the password when there is none: tickets are not used.
    private func setProxy(_ easy: borrowing CurlEasy) throws(HTTPSError) {
        try easy.set(CURLOPT_PROXY, proxy?.url ?? "")
        try easy.set(CURLOPT_NOPROXY, "")
        guard let proxy else { return }
        try easy.set(CURLOPT_PROXYAUTH, CURL_SHIM_AUTH_PASSWORD)
        if let user = proxy.user { try easy.set(CURLOPT_PROXYUSERNAME, user) }
        if let password = proxy.password { try easy.set(CURLOPT_PROXYPASSWORD, secret: password) }
    }

    /// An empty passphrase keeps OpenSSL from asking a terminal for that of an encrypted key.
    @unsafe private func set(
        _ identity: HTTPSClientIdentity, key: UnsafeRawBufferPointer, _ easy: borrowing CurlEasy
    ) throws(HTTPSError) {
        try easy.set(CURLOPT_SSLCERT_BLOB, bytes: identity.chainPEM)
        try easy.set(CURLOPT_SSLCERTTYPE, "PEM")
        unsafe try easy.set(CURLOPT_SSLKEY_BLOB, lent: key)
        try easy.set(CURLOPT_SSLKEYTYPE, "PEM")
        try easy.set(CURLOPT_KEYPASSWD, "")
    }
}
