import AgentCore
import HTTPTypes
import HealthIdentity
import Hummingbird

/// `POST /v1/ins/vitale` and `GET /v1/ins/results/{requestId}`: WS_INS1 for the card in place.
struct VitaleRoute: Sendable {
    let agent: Agent
    let description: AgentDescription

    func search(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["beneficiary", "birthRank", "local"])
        var rank: BirthRank?
        if let asked = try body.integer("birthRank") {
            rank = BirthRank(asked)
            guard rank != nil else { throw body.expected("birthRank", "un nombre de 1 à 9") }
        }
        let state = try await agent.searchByVitale(
            cardSession: Row10CardSession.session(of: request) ?? "", beneficiary: body.integer("beneficiary"),
            birthRank: rank, local: body.local(), idempotencyKey: request.idempotencyKey(context),
            requester: context.requester())
        return try response(state, context)
    }

    /// The scopes that may see a result are those of the call that made it.
    func result(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard let requestId = context.parameters.get("requestId"),
            let state = await agent.result(requestId: requestId, for: context.caller?.owner ?? "")
        else { throw AgentError(.requestNotFound) }
        let needed: Scope = state.cardSession == nil ? .insTraits : .insVitale
        guard context.caller?.scopes.contains(needed) == true else { throw AgentError(.requestScope) }
        return try response(state, context)
    }

    private func response(_ state: INSState, _ context: AgentContext) throws -> Response {
        let document = StateDocument(
            snapshot: agent.store.current, agent: description, scopes: context.caller?.scopes ?? [])
        return try JSONResponse.make(document.ins(state))
    }
}
