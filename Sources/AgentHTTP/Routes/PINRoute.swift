import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `PUT /v1/professional/pin`: the PIN as 4 to 8 ASCII digits, from the Unix socket or our own page only.
///
/// The digits go from the network buffer to locked memory, and the buffer is overwritten at once (endpoint.md 4).
struct PINRoute: Sendable {
    let agent: Agent

    func present(_ request: Request, _ context: AgentContext) async throws -> Response {
        let digits = PINDigits()
        for try await part in request.body {
            digits.take(wiping: part)
        }
        guard let pin = digits.submission() else { throw AgentError(.pinMalformed) }
        try await agent.present(pin, lastTryConfirmed: request.headers[.lastTry] == "confirmed")
        return Response(status: .noContent)
    }
}

extension PINDigits {
    /// Takes the bytes of one part of the body and overwrites them where they lie in the network buffer.
    func take(wiping buffer: ByteBuffer) {
        unsafe buffer.withUnsafeReadableBytes { bytes in
            unsafe take(wiping: UnsafeMutableRawBufferPointer(mutating: bytes))
        }
    }
}
