import AgentCore
import FoundationEssentials
import HTTPTypes
import HealthIdentity
import Hummingbird

/// `POST /v1/ins/vitale` and `GET /v1/ins/results/{requestId}`: WS_INS1 for the card in place.
struct VitaleRoute: Sendable {
    let agent: Agent
    let description: AgentDescription

    private struct Body {
        var beneficiary: Int?
        var birthRank: Int?
    }

    func search(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try await body(request)
        var rank: BirthRank?
        if let asked = body.birthRank {
            rank = BirthRank(asked)
            guard rank != nil else {
                throw AgentError(.requestMalformed, detail: "birthRank : un nombre de 1 à 9 est attendu.")
            }
        }
        let state = try await agent.searchByVitale(
            cardSession: Row10CardSession.session(of: request) ?? "", beneficiary: body.beneficiary, birthRank: rank,
            idempotencyKey: try idempotencyKey(request, context))
        return try response(state, context)
    }

    /// Each caller's keys are its own.
    private func idempotencyKey(_ request: Request, _ context: AgentContext) throws -> String? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard key.utf8.count <= 128 else {
            throw AgentError(.requestMalformed, detail: "Idempotency-Key : 128 octets au plus.")
        }
        return (context.caller?.name ?? "") + "/" + key
    }

    func result(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard let requestId = context.parameters.get("requestId"), let state = await agent.result(requestId: requestId)
        else {
            throw AgentError(.requestNotFound)
        }
        return try response(state, context)
    }

    private func response(_ state: INSState, _ context: AgentContext) throws -> Response {
        let document = StateDocument(
            snapshot: agent.store.current, agent: description, scopes: context.caller?.scopes ?? [])
        return try JSONResponse.make(document.ins(state))
    }

    private func body(_ request: Request) async throws -> Body {
        let bytes = Array(try await request.body.collect(upTo: RequestLimits.body).readableBytesView)
        guard !bytes.isEmpty else { return Body() }
        let known: Set<String> = ["beneficiary", "birthRank"]
        do {
            let members = try JSONDecoder().decode([String: Int?].self, from: Data(bytes))
            guard known.isSuperset(of: members.keys) else {
                throw AgentError(.requestMalformed, detail: "Champ inconnu.")
            }
            return Body(beneficiary: members["beneficiary"] ?? nil, birthRank: members["birthRank"] ?? nil)
        } catch let error as AgentError {
            throw error
        } catch {
            throw AgentError(
                .requestMalformed,
                detail: "Un objet JSON est attendu, avec au plus beneficiary et birthRank, des nombres.")
        }
    }
}

/// Bounds of a request (row 1).
enum RequestLimits {
    /// Bytes of a body.
    static let body = 64 * 1024
    /// Bytes of all headers.
    static let headers = 16 * 1024
}
