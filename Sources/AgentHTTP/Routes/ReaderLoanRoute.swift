import AgentCore
import HTTPTypes
import Hummingbird

/// `/v1/readers/loan`: an administrator's reset of a reader, asked for on the Unix socket.
struct ReaderLoanRoute: Sendable {
    let agent: Agent

    /// `POST`: the reader plugged at `usbPath` is left alone until it went, or for the seconds that are answered; refused while
    /// it is used.
    func lend(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["usbPath"])
        guard let path = try body.text("usbPath"), (1...64).contains(path.utf8.count) else {
            throw body.expected("usbPath", "le chemin USB du lecteur, par exemple 1-1.2,")
        }
        try await agent.lend(usbPath: path)
        return try JSONResponse.make(
            .object(["usbPath": .string(path), "seconds": .integer(Int(Agent.loan.components.seconds))]))
    }
}
