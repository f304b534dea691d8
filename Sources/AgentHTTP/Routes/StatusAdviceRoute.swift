import AgentCore
import HTTPTypes
import HealthIdentity
import Hummingbird

/// `POST /v1/ins/status-advice`: what an event does to the status of an identity that the caller holds, and by which rule.
struct StatusAdviceRoute: Sendable {
    func advise(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["status", "attributes", "oid", "event"])
        let identity = try body.localIdentity()
        guard let status = identity.status else {
            throw body.expected("status", LocalIdentity.Status.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard let event = try body.text("event").flatMap(StatusEvent.init(rawValue:)) else {
            throw body.expected("event", StatusEvent.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let advice = LocalIdentity.advice(
            for: status, identity.attributes, kind: identity.kind, when: event)
        return try JSONResponse.make(JSONValue(advice: advice))
    }
}

extension JSONValue {
    fileprivate init(advice: StatusAdvice) {
        self = .object([
            "verdict": .string(advice.verdict.rawValue), "status": .string(advice.status.rawValue),
            "attributes": .array(advice.attributes.map(\.rawValue).sorted().map(JSONValue.string)),
            "duties": .array(
                advice.duties.map { .object(["code": .string($0.rawValue), "text": .string($0.text)]) }),
            "propagate": .array(advice.propagated.map { .string($0.rawValue) }),
            "rule": .object([
                "code": .string(advice.rule.rawValue), "text": .string(advice.rule.text),
                "source": .string(advice.rule.source),
                "inferred": .boolean(advice.rule.isInferred),
            ]),
            "text": .string(advice.text),
        ])
    }
}
