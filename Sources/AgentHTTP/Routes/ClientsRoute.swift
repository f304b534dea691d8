import AgentCore
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// `POST /v1/clients`: creates a client and tells its token, once. For administrators on the Unix socket.
struct ClientsRoute: Sendable {
    let clients: ClientRegistry

    private struct Body: Decodable {
        let name: String
        let origin: String?
        let user: UInt32?
        let scopes: [String]
    }

    func add(_ request: Request, _ context: AgentContext) async throws -> Response {
        let bytes = Array(try await request.body.collect(upTo: RequestLimits.body).readableBytesView)
        guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)), (1...64).contains(body.name.count)
        else {
            throw AgentError(.requestMalformed, detail: "name, scopes et origin ou user sont attendus.")
        }
        let scopes = body.scopes.compactMap(Scope.init(rawValue:))
        guard scopes.count == body.scopes.count, !scopes.isEmpty, scopes.allSatisfy(Scope.grantable.contains) else {
            let known = Scope.grantable.map(\.rawValue).joined(separator: ", ")
            throw AgentError(
                .requestMalformed, detail: "Droit inconnu ou non accordable ; droits possibles : \(known).")
        }
        let token = try clients.add(name: body.name, binding: try binding(body, context), scopes: scopes)
        return try JSONResponse.make(.object(["token": .string(token)]), .created)
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
