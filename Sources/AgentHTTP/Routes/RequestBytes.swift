import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The whole body, within the limit of row 1.
    func bytes() async throws -> [UInt8] {
        Array(try await body.collect(upTo: RequestLimits.body).readableBytesView)
    }

    /// Throws unless the body is an object without members, or nothing.
    func emptyBody() async throws {
        _ = try JSONMembers(try await bytes(), known: [])
    }

    /// The caller's idempotency key; each caller's keys are its own.
    func idempotencyKey(_ context: AgentContext) throws(AgentError) -> String? {
        guard let key = headers[.idempotencyKey] else { return nil }
        guard key.utf8.count <= 128 else {
            throw AgentError(.requestMalformed, detail: "Idempotency-Key : 128 octets au plus.")
        }
        return (context.caller?.owner ?? "") + "/" + key
    }
}

extension AgentContext {
    /// Who asks, for the trace.
    func requester(_ purpose: Requester.Purpose = .admission) -> Requester {
        Requester(name: caller?.name ?? "", owner: caller?.owner, purpose: purpose)
    }
}

/// Bounds of a request (row 1).
enum RequestLimits {
    /// Bytes of a body.
    static let body = 64 * 1024
    /// Bytes of all headers.
    static let headers = 16 * 1024
}
