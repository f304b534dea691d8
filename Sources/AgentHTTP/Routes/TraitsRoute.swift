import AgentCore
import HTTPTypes
import HealthIdentity
import Hummingbird

/// `POST /v1/ins/traits`: WS_INS2, a search by birth name, given names, sex and birth date; `POST /v1/ins/verification`: WS_INS3.
struct TraitsRoute: Sendable {
    let agent: Agent
    let description: AgentDescription

    func search(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(
            try await request.bytes(), known: JSONMembers.traits.union(["local", "purpose"]))
        let state = try await agent.searchByTraits(
            body.soughtTraits(), local: body.local(), idempotencyKey: request.idempotencyKey(context),
            requester: context.requester(try purpose(body, context)))
        let document = StateDocument(
            snapshot: agent.store.current, agent: description, scopes: context.caller?.scopes ?? [])
        return try JSONResponse.make(document.ins(state))
    }

    /// `insi-agent check` says so, and is traced as such; nobody but the socket may.
    private func purpose(_ body: JSONMembers, _ context: AgentContext) throws(AgentError) -> Requester.Purpose {
        guard let text = try body.text("purpose") else { return .admission }
        guard text == Requester.Purpose.check.rawValue else { throw body.expected("purpose", "check") }
        guard context.isUnixSocket else { throw AgentError(.requestScope) }
        return .check
    }

    func verify(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(
            try await request.bytes(),
            known: JSONMembers.traits.union(["matricule", "key", "oid", "givenNameList"]))
        let verification = try await agent.verify(
            number: body.insNumber(), traits: body.soughtTraits(), givenNameList: body.givenNameList(),
            requester: context.requester())
        return try JSONResponse.make(JSONValue(verification: verification))
    }
}

extension JSONValue {
    /// What the service said of an INS and its traits.
    init(verification: Agent.Verification) {
        self = .object([
            "requestId": .string(verification.requestId),
            "verified": verification.isVerified.map(JSONValue.boolean) ?? .null,
            "returnCode": .string(verification.returnCode), "label": JSONValue(verification.label),
        ])
    }
}
