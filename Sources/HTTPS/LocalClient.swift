import CCurl

/// HTTP/1.1 on this machine only, over a Unix socket or loopback, to speak to the agent that runs.
public struct LocalClient: Sendable {
    private let socketPath: String?
    private let authority: String
    private let timeout: Duration
    private let responseLimit = 8 << 20

    /// A client of the socket at `socketPath` (at most 107 bytes); `timeout` bounds a whole exchange.
    public init(socketPath: String, timeout: Duration = .seconds(30)) {
        self.socketPath = socketPath
        authority = "localhost"
        self.timeout = timeout
    }

    /// A client of a port of 127.0.0.1.
    public init(loopbackPort: Int, timeout: Duration = .seconds(30)) {
        socketPath = nil
        authority = "127.0.0.1:\(loopbackPort)"
        self.timeout = timeout
    }

    /// Sends one request and returns the answer. Blocks the calling thread.
    ///
    /// `path` starts with a slash and may hold a query. Nobody listening is `unreachable`.
    public func request(
        method: String, path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) throws(HTTPSError) -> HTTPResponse {
        guard path.hasPrefix("/") else { throw .badText }
        var easy = try CurlEasy.make(limit: responseLimit)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http")
        if let socketPath { try easy.set(CURLOPT_UNIX_SOCKET_PATH, socketPath) }
        try easy.set(CURLOPT_PROXY, "")
        try easy.set(CURLOPT_URL, "http://" + authority + path)
        try easy.set(CURLOPT_TIMEOUT_MS, timeout.milliseconds)
        try easy.set(headers: headers)
        if let body = body ?? (method == "POST" ? [] : nil) { try easy.set(body: body) }
        try easy.set(CURLOPT_CUSTOMREQUEST, method)
        return try easy.response(unsafe curl_easy_perform(easy.handle))
    }
}
