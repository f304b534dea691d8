import AgentCore
import HTTPTypes
import HealthIdentity
import Hummingbird

/// `POST /v1/ins/comparison`: a local identity against INSi's, given in the request or named by the search that found it.
struct ComparisonRoute: Sendable {
    let agent: Agent

    func compare(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["local", "identity", "requestId"])
        guard let local = try body.object("local", known: JSONMembers.localIdentity) else {
            throw body.expected("local", "un objet JSON")
        }
        let given = try body.object("identity", known: JSONMembers.returnedIdentity)
        let compared = try local.comparedIdentity(isLocal: true)
        let requestId = try body.text("requestId")
        let ins: ComparedIdentity
        switch (given, requestId) {
        case (let given?, nil): ins = try given.comparedIdentity(isLocal: false)
        case (nil, let requestId?): ins = try await found(requestId, for: compared, request, context)
        default: throw body.expected("identity ou requestId", "l'un des deux, et un seul,")
        }
        let comparison = IdentityComparison(local: compared, ins: ins)
        return try JSONResponse.make(ComparisonDocument(comparison: comparison, requestId: requestId).json)
    }

    /// What a search found, as far as the caller may see it: whoever may not see the identity may not guess it here either.
    private func found(
        _ requestId: String, for local: ComparedIdentity, _ request: Request, _ context: AgentContext
    ) async throws(AgentError) -> ComparedIdentity {
        let scopes = context.caller?.scopes ?? []
        guard let state = await agent.result(requestId: requestId, for: context.caller?.owner ?? "") else {
            throw AgentError(.requestNotFound)
        }
        let needed: Scope = state.cardSession == nil ? .insTraits : .insVitale
        guard scopes.isSuperset(of: [needed, .ins]), local.matricule == nil || scopes.contains(.matricule) else {
            throw AgentError(.requestScope)
        }
        if state.cardSession != nil, agent.store.current.state.ins.requestId == requestId {
            guard let session = Row10CardSession.session(of: request) else { throw AgentError(.requestPrecondition) }
            guard session == state.cardSession else { throw AgentError(.requestCardSession) }
        }
        guard let identity = state.identity else { throw AgentError(.comparisonNoIdentity) }
        var compared = ComparedIdentity(identity)
        if !scopes.contains(.matricule) {
            compared.matricule = nil
            compared.formerMatricules = []
        }
        return compared
    }
}
