import Foundation

/// One caller of one agent: its port and its token.
struct AgentClient: Sendable {
    let port: Int
    let token: String?
    var origin: String?

    /// The agent's own page, opened by the address that `insi-agent open` prints.
    static func page(of address: String, port: Int) async throws -> AgentClient {
        let code = address.components(separatedBy: "#code=").last ?? ""
        let opening = AgentClient(port: port, token: nil, origin: "http://127.0.0.1:\(port)")
        let answer = try await opening.request("POST", "/v1/session", body: #"{"code": "\#(code)"}"#)
        return AgentClient(port: port, token: answer.json?["token"]?.text, origin: opening.origin)
    }

    /// Sends a well-formed request with our token.
    func request(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: String? = nil, ipv6: Bool = false,
        timeout: Int = 10
    ) async throws -> RawHTTP.Answer {
        let bytes = bytes(method, path, headers: headers + [("Connection", "close")], body: body, ipv6: ipv6)
        return try await RawHTTP.exchange(bytes, port: port, ipv6: ipv6, timeout: timeout)
    }

    /// A well-formed request with our token.
    func bytes(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: String? = nil, ipv6: Bool = false
    ) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(ipv6 ? "[::1]" : "127.0.0.1"):\(port)"]
        if let token { lines.append("Authorization: Bearer \(token)") }
        if let origin { lines.append("Origin: \(origin)") }
        lines += headers.map { "\($0.0): \($0.1)" }
        if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")).utf8)
    }

    /// Follows the state as events.
    func events(after tag: String? = nil, receiveBuffer: Int32? = nil) throws -> HeldConnection {
        let headers = tag.map { [("Last-Event-ID", $0)] } ?? []
        return try HeldConnection(bytes("GET", "/v1/events", headers: headers), port, receiveBuffer: receiveBuffer)
    }

    /// Waits for the state after `tag` for a minute.
    func longPoll(after tag: String) throws -> HeldConnection {
        try HeldConnection(bytes("GET", "/v1/state?after=\(tag)&wait=60"), port)
    }

    /// The state as it is.
    func state() async throws -> JSON {
        try JSON(try await request("GET", "/v1/state").body)
    }

    /// Follows the state by long-poll until `isDone`; throws with the last document when the time is over.
    @discardableResult
    func follow(within seconds: Double = 10, until isDone: (JSON) -> Bool) async throws -> JSON {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var state = try await state()
        while !isDone(state) {
            guard ContinuousClock.now < deadline else {
                throw Waiting.TimeOver(description: "the state stays \(state)")
            }
            let tag = state["tag"]?.text ?? ""
            state = try JSON(try await request("GET", "/v1/state?after=\(tag)&wait=1").body)
        }
        return state
    }

    /// `POST /v1/ins/vitale` for a card session.
    func search(_ session: String?, body: String = "{}", headers: [(String, String)] = []) async throws
        -> RawHTTP.Answer
    {
        let match = session.map { [("If-Match", "\"\($0)\"")] } ?? []
        return try await request("POST", "/v1/ins/vitale", headers: match + headers, body: body, timeout: 30)
    }

    /// `POST /v1/ins/traits` for a person.
    func searchTraits(_ body: String, headers: [(String, String)] = []) async throws -> RawHTTP.Answer {
        try await request("POST", "/v1/ins/traits", headers: headers, body: body, timeout: 30)
    }

    /// Whether the agent still answers.
    func isHealthy() async -> Bool {
        (try? await request("GET", "/healthz").status) == 200
    }
}
