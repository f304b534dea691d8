import AgentCore
import HTTPTypes
import Hummingbird

/// `GET /v1/audit`: who had the agent call, and what came of it; the newest first, and no answer nor anybody's matricule.
struct AuditRoute: Sendable {
    let audit: AuditTrail
    private static let usual = 100
    private static let most = 500

    func entries(_ request: Request, _ context: AgentContext) async throws -> Response {
        let limit = try number(request, "limit", 1...Self.most) ?? Self.usual
        let before = try number(request, "before", 1...Int.max)
        let found = try audit.entries(before: before, limit: limit)
        let next = found.count == limit ? found.last.flatMap { $0.seq > 1 ? $0.seq : nil } : nil
        return try JSONResponse.make(
            .object([
                "entries": .array(found.map(JSONValue.init(entry:))), "before": next.map(JSONValue.integer) ?? .null,
            ]))
    }

    private func number(_ request: Request, _ name: String, _ range: ClosedRange<Int>) throws(AgentError) -> Int? {
        let values = request.uri.queryParameters[values: Substring(name)]
        guard let text = values.first else { return nil }
        guard values.count == 1, let number = Int(text), range.contains(number) else {
            let limits = range.upperBound == .max ? "à partir de 1" : "de \(range.lowerBound) à \(range.upperBound)"
            throw AgentError(.requestMalformed, detail: "\(name) : un nombre \(limits) est attendu.")
        }
        return number
    }
}

extension JSONValue {
    fileprivate init(entry: AuditEntry) {
        self = .object([
            "seq": .integer(entry.seq), "time": .string(entry.time), "event": .string(entry.event.rawValue),
            "requestId": entry.requestId.map(JSONValue.string), "messageID": entry.messageID.map(JSONValue.string),
            "operation": entry.operation.map(JSONValue.string),
            "authentication": entry.authentication.map(JSONValue.string),
            "emitter": entry.emitter.map(JSONValue.string), "requester": entry.requester.map(JSONValue.string),
            "purpose": entry.purpose.map(JSONValue.string), "outcome": entry.outcome.map(JSONValue.string),
            "host": entry.host.map(JSONValue.string), "version": entry.version.map(JSONValue.string),
            "detail": entry.detail.map(JSONValue.string),
        ])
    }
}
