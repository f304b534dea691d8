import AgentCore

/// RFC 9457 problem details (endpoint.md 5).
struct ProblemDocument {
    let error: AgentError
    let requestId: String?

    var json: JSONValue {
        .object([
            "type": .string("urn:insi-agent:problem:" + error.code), "title": .string(error.title),
            "detail": .string(error.detail), "status": .integer(error.status), "code": .string(error.code),
            "retry": .string(error.retry.rawValue), "action": .string(error.action),
            "requestId": (error.requestId ?? requestId).map(JSONValue.string), "rule": error.rule.map(JSONValue.string),
            "triesLeft": error.triesLeft.map(JSONValue.integer),
            "service": error.service.map(service),
        ])
    }

    private func service(_ fault: AgentError.ServiceFault) -> JSONValue {
        .object([
            "code": fault.code.map(JSONValue.string), "severity": fault.severity.map(JSONValue.string),
            "messageID": fault.messageID.map(JSONValue.string), "reason": fault.reason.map(JSONValue.string),
        ])
    }
}
