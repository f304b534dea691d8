import AgentCore
import HTTPTypes
import Hummingbird

/// `GET /v1/doctor`: what is wrong on this machine as the agent's user sees it, the cause first. It may take some seconds.
struct DoctorRoute: Sendable {
    let diagnosis: any Diagnosing

    func all(_ request: Request, _ context: AgentContext) async throws -> Response {
        let diagnosis = await diagnosis.diagnosis()
        return try JSONResponse.make(
            .object([
                "cause": diagnosis.cause.map(JSONValue.init(finding:)) ?? .null,
                "findings": .array(diagnosis.findings.map(JSONValue.init(finding:))),
            ]))
    }
}

extension JSONValue {
    fileprivate init(finding: CheckFinding) {
        self = .object([
            "check": .string(finding.check.rawValue), "label": .string(finding.check.label),
            "status": .string(finding.status.rawValue), "text": .string(finding.text),
            "action": JSONValue(finding.action), "code": JSONValue(finding.code),
        ])
    }
}
