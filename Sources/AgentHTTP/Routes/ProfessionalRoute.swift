import AgentCore
import HTTPTypes
import Hummingbird

/// `GET /v1/professional` and `DELETE /v1/professional/session` (endpoint.md 2).
struct ProfessionalRoute: Sendable {
    let agent: Agent

    /// Holder, certificate and practice situations; the latter after the PIN.
    func details(_ request: Request, _ context: AgentContext) async throws -> Response {
        let details = try await agent.professionalDetails()
        let holder = details.holder
        return try JSONResponse.make(
            .object([
                "cardSession": .string(details.cardSession), "generation": .string(details.generation),
                "holder": .object([
                    "nationalId": .string(holder.nationalId), "surname": JSONValue(holder.surname),
                    "givenName": JSONValue(holder.givenName), "profession": JSONValue(holder.profession),
                    "civility": JSONValue(holder.civility), "futureProfession": JSONValue(holder.futureProfession),
                    "cardType": .string(holder.cardType), "test": .boolean(holder.isTest),
                    "cardNumber": JSONValue(holder.cardNumber), "speciality": JSONValue(holder.speciality),
                ]),
                "certificate": .object([
                    "subject": .string(details.certificate.subject),
                    "issuer": .string(details.certificate.issuer),
                    "notBefore": .string(Timestamp.text(details.certificate.notBefore)),
                    "notAfter": .string(Timestamp.text(details.certificate.notAfter)),
                ]),
                "situations": details.situations.map { .array($0.map(situation)) },
            ]))
    }

    private func situation(_ situation: ProfessionalDetails.Situation) -> JSONValue {
        .object([
            "index": .integer(situation.index), "mode": JSONValue(situation.mode),
            "name": JSONValue(situation.name), "structureId": JSONValue(situation.structureId),
            "sector": JSONValue(situation.sector),
        ])
    }

    /// Forgets the PIN and resets the card; without a session it does nothing. A card that
    /// cannot be reset now is told; the agent goes on trying.
    func endSession(_ request: Request, _ context: AgentContext) async throws -> Response {
        try await agent.endPINSession()
        return Response(status: .noContent)
    }
}
