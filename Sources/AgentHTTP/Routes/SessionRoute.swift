import AgentCore
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// `POST /v1/session-codes` makes the address of one of our pages with a one-time code (Unix socket only); `POST /v1/session`
/// exchanges the code for the page's token.
struct SessionRoute: Sendable {
    let sessions: PageSessions
    let port: ListeningPort

    private struct Body: Decodable {
        let code: String
    }

    func newCode(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["view"])
        let name = try body.text("view") ?? PageSessions.View.reception.rawValue
        guard let view = PageSessions.View(rawValue: name) else {
            throw body.expected("view", PageSessions.View.allCases.map(\.rawValue).joined(separator: " ou "))
        }
        guard let port = port.value else { throw AgentError(.internalError, underlying: "no port") }
        let url = "http://127.0.0.1:\(port)\(view.path)#code=\(try sessions.newCode(for: view))"
        return try JSONResponse.make(.object(["url": .string(url)]), .created)
    }

    func exchange(_ request: Request, _ context: AgentContext) async throws -> Response {
        let bytes = Array(try await request.body.collect(upTo: RequestLimits.body).readableBytesView)
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)) else {
            throw AgentError(.requestMalformed)
        }
        guard let token = try sessions.exchange(code: body.code) else { throw AgentError(.requestUnauthenticated) }
        return try JSONResponse.make(.object(["token": .string(token)]))
    }
}
