import CCurl

/// What libcurl tells of a transfer that failed.
struct TransferFailure {
    /// What was set up for the transfer.
    struct Route {
        /// A proxy stands between.
        var hasProxy = false
        /// A certificate is shown to a server that asks.
        var showsCertificate = false
    }

    let code: CURLcode
    let route: Route
    /// The connection, TLS included, was ready to carry the request.
    let isConnected: Bool
    /// OpenSSL's `X509_V_ERR_…`.
    let verifyResult: Int
    /// The proxy's answer to `CONNECT`, 0 without.
    let proxyStatus: Int
    /// libcurl's own words, empty when it had none.
    let text: String

    /// The proxy itself never said a word.
    var isLostAtProxy: Bool { route.hasProxy && proxyStatus == 0 && !isConnected }
}
