import AgentCore
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging

/// `/v1/clients`: who may call. Made by administrators on the Unix socket; listed and revoked also from our own page.
struct ClientsRoute: Sendable {
    let clients: ClientRegistry
    let workLists: WorkLists
    let store: StateStore
    let log: Logger

    private struct Body: Decodable {
        let name: String
        let origin: String?
        let user: UInt32?
        let scopes: [String]
        let days: Int?
    }

    /// `POST /v1/clients`: a new client; its token is told this once.
    func add(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(try await request.bytes())),
            ClientName.isValid(body.name)
        else {
            throw AgentError(.requestMalformed, detail: "name, scopes et origin ou user sont attendus.")
        }
        let scopes = body.scopes.compactMap(Scope.init(rawValue:))
        guard scopes.count == body.scopes.count, !scopes.isEmpty, scopes.allSatisfy(Scope.grantable.contains) else {
            let known = Scope.grantable.map(\.rawValue).joined(separator: ", ")
            throw AgentError(
                .requestMalformed, detail: "Droit inconnu ou non accordable ; droits possibles : \(known).")
        }
        guard body.days.map((1...3660).contains) ?? true else {
            throw AgentError(.requestMalformed, detail: "days : de 1 à 3660 jours.")
        }
        let (client, token) = try clients.add(
            name: body.name, binding: try binding(body, context), scopes: scopes, days: body.days)
        log.tell(.clientAdded, .client(client), .scopes(client.scopes))
        return try JSONResponse.make(.object(["token": .string(token), "id": .string(client.id)]), .created)
    }

    /// `GET /v1/clients`: the clients, oldest first, without anything of their tokens.
    func all(_ request: Request, _ context: AgentContext) async throws -> Response {
        try JSONResponse.make(.object(["clients": .array(clients.all.map(JSONValue.init(client:)))]))
    }

    /// `DELETE /v1/clients/{id}`: revoked at once, with the lists that it left to be worked off.
    func remove(_ request: Request, _ context: AgentContext) async throws -> Response {
        let client = try clients.remove(id: context.parameters.get("id") ?? "")
        log.tell(.clientRemoved, .client(client))
        // Its requests that wait find that it is gone.
        store.wakeAll()
        try await workLists.removeAll(of: client.owner)
        return Response(status: .noContent)
    }

    private func binding(_ body: Body, _ context: AgentContext) throws -> Client.Binding {
        if let origin = body.origin {
            guard WebOrigin.isValid(origin), body.user == nil else {
                throw AgentError(
                    .requestMalformed,
                    detail: "origin : https://nom[:port] est attendu, ou http:// sur la boucle locale.")
            }
            return .origin(origin)
        }
        guard let user = body.user ?? context.caller?.user else { throw AgentError(.requestMalformed) }
        return .user(user)
    }
}

extension JSONValue {
    fileprivate init(client: Client) {
        var members: [String: JSONValue?] = [
            "id": .string(client.id), "name": .string(client.name),
            "scopes": JSONValue(scopes: client.scopes),
            "scopeTexts": JSONValue(scopeTexts: client.scopes),
            "createdAt": .string(Timestamp.text(client.createdAt)),
            "lastUsedAt": JSONValue(client.lastUsedAt.map(Timestamp.text)),
            "expiresAt": JSONValue(client.expiresAt.map(Timestamp.text)),
        ]
        switch client.binding {
        case .origin(let origin): members["origin"] = .string(origin)
        case .user(let user): members["user"] = .integer(Int(user))
        }
        self = .object(members)
    }
}
