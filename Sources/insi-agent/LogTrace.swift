import AgentCore
import Logging

/// The trace of calls in the log: numbers and outcomes, no identity. The sealed audit trail with the images of returns takes
/// this place; until it is there no image is kept anywhere.
struct LogTrace: CallTracing {
    let log: Logger

    func record(_ trace: CallTrace) async throws(AgentError) {
        log.info(
            "call traced",
            metadata: [
                "requestId": "\(trace.requestId)", "messageID": "\(trace.messageID)",
                "operation": "\(trace.operation)", "authentication": "\(trace.authentication.rawValue)",
                "requester": "\(trace.requester.name)", "purpose": "\(trace.requester.purpose.rawValue)",
                "outcome": "\(trace.outcome)",
            ])
    }
}
