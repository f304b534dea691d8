import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore

/// The codes of the professional's card, from the Unix socket or our own page only: the PIN as 4 to 8 ASCII digits, or two
/// codes separated by a line feed. Asking for a prompt carries none.
///
/// The digits go from the network buffer to locked memory, and the buffer is overwritten at once (endpoint.md 4). An `If-Match`
/// with the professional's card session binds them to the card that the person saw.
struct PINRoute: Sendable {
    let agent: Agent

    /// `GET /v1/professional/pin`: the counters, before anybody types.
    func overview(_ request: Request, _ context: AgentContext) async throws -> Response {
        let overview = try await agent.pinOverview()
        return try JSONResponse.make(
            .object([
                "cardSession": .string(overview.cardSession), "verified": .boolean(overview.isVerified),
                "triesLeft": JSONValue(overview.triesLeft),
                "pukTriesLeft": JSONValue(overview.pukTriesLeft),
                "minimumLength": .integer(overview.lengths.lowerBound),
                "maximumLength": .integer(overview.lengths.upperBound), "pinPad": .boolean(overview.hasPINPad),
            ]))
    }

    /// `PUT /v1/professional/pin`.
    func present(_ request: Request, _ context: AgentContext) async throws -> Response {
        try await agent.present(
            try await digits(request).code(), cardSession: Row10CardSession.session(of: request),
            lastTryConfirmed: try isConfirmed(request))
        return Response(status: .noContent)
    }

    /// `POST /v1/professional/pin/change`: the present PIN, then the new one.
    func change(_ request: Request, _ context: AgentContext) async throws -> Response {
        let (known, new) = try await digits(request).pair()
        try await agent.changeCode(
            .change(from: known, to: new), cardSession: Row10CardSession.session(of: request),
            lastTryConfirmed: try isConfirmed(request))
        return Response(status: .noContent)
    }

    /// `POST /v1/professional/pin/unblock`: the PUK, then the new PIN.
    func unblock(_ request: Request, _ context: AgentContext) async throws -> Response {
        let (known, new) = try await digits(request).pair()
        try await agent.changeCode(
            .unblock(puk: known, to: new), cardSession: Row10CardSession.session(of: request),
            lastTryConfirmed: try isConfirmed(request))
        return Response(status: .noContent)
    }

    /// `POST /v1/professional/pin-request`. Only a person at the socket or our page can confirm a last try.
    func ask(_ request: Request, _ context: AgentContext) async throws -> Response {
        try await request.emptyBody()
        let isLocal = context.caller?.scopes.contains(.pin) == true
        let isConfirmed = try isConfirmed(request)
        try await agent.requestPIN(lastTryConfirmed: isLocal && isConfirmed)
        return Response(status: .accepted)
    }

    /// Whether a human confirmed the last try: a header that says anything else is a mistake, not a no.
    private func isConfirmed(_ request: Request) throws(AgentError) -> Bool {
        guard let word = request.headers[.lastTry] else { return false }
        guard word == "confirmed" else {
            throw AgentError(.requestMalformed, detail: "Insi-Last-Try : confirmed est attendu.")
        }
        return true
    }

    private func digits(_ request: Request) async throws -> PINDigits {
        let digits = PINDigits()
        for try await part in request.body {
            digits.take(wiping: part)
        }
        return digits
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
