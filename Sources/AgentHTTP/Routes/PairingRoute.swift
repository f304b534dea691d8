import AgentCore
import HTTPTypes
import Hummingbird

/// `POST /v1/pairing`: a page asks to be let in, then presents the code that its person read at the agent.
struct PairingRoute: Sendable {
    let pairing: Pairing
    let names: HostNames

    /// Asks with `name` and `scopes`, presents with `pairingId` and `code`.
    func handle(_ request: Request, _ context: AgentContext) async throws -> Response {
        // A token is bound to what the browser says here; a program has none, and the Unix socket has no pages.
        guard let origin = AgentContext.origin(of: request), !context.isUnixSocket, WebOrigin.isValid(origin) else {
            throw AgentError(.requestOrigin)
        }
        // Our own page is opened by a one-time code, and no window is open for it.
        guard !names.origins(port: context.channel.localAddress?.port).contains(origin) else {
            throw AgentError(.pairingClosed)
        }
        let body = try JSONMembers(try await request.bytes(), known: ["name", "scopes", "pairingId", "code"])
        if body.names.isDisjoint(with: ["pairingId", "code"]) { return try ask(body, origin) }
        guard body.names == ["pairingId", "code"] else {
            throw body.expected("pairingId", "avec code, et rien d'autre, le numéro de la demande")
        }
        return try confirm(body, origin)
    }

    private func ask(_ body: JSONMembers, _ origin: String) throws -> Response {
        let name = try body.requiredText("name")
        guard ClientName.isValid(name) else { throw body.expected("name", "un nom visible de 64 caractères au plus") }
        let named = body.names.contains("scopes") ? try body.names("scopes") : []
        let scopes = named.compactMap(Scope.init(rawValue:))
        guard scopes.count == named.count, scopes.allSatisfy(Scope.pairable.contains) else {
            let known = Scope.pairable.map(\.rawValue).joined(separator: ", ")
            throw body.expected("scopes", "une liste de droits qu'une page peut demander (\(known))")
        }
        let asked = scopes.isEmpty ? Scope.usual : scopes
        let id = try pairing.ask(origin: origin, name: name, scopes: asked)
        return try JSONResponse.make(
            .object(["pairingId": .string(id), "scopes": JSONValue(scopes: Set(asked).sorted())]), .accepted)
    }

    private func confirm(_ body: JSONMembers, _ origin: String) throws -> Response {
        let code = try body.requiredText("code")
        // What is no code is a slip of the page, not a guess.
        guard code.utf8.count == 6, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw body.expected("code", "un texte de six chiffres")
        }
        let (client, token) = try pairing.confirm(
            pairingId: try body.requiredText("pairingId"), code: code, origin: origin)
        return try JSONResponse.make(
            .object([
                "token": .string(token), "scopes": JSONValue(scopes: client.scopes), "origin": .string(origin),
            ]), .created)
    }
}
