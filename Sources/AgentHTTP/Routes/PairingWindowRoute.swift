import AgentCore
import HTTPTypes
import Hummingbird

/// `/v1/pairing-window`: opened, watched and closed by a person, on the Unix socket or our own page.
struct PairingWindowRoute: Sendable {
    let pairing: Pairing

    /// `POST`: opens it; `origin` in the body keeps it for that page.
    func open(_ request: Request, _ context: AgentContext) async throws -> Response {
        let body = try JSONMembers(try await request.bytes(), known: ["origin"])
        let origin = try body.text("origin")
        guard origin.map(WebOrigin.isValid) ?? true else {
            throw body.expected("origin", "https://nom[:port], ou http:// sur la boucle locale,")
        }
        try pairing.open(onlyOrigin: origin)
        return try JSONResponse.make(JSONValue(window: pairing.overview), .created)
    }

    /// `GET`: what the person sees, the code included; nobody else gets here.
    func show(_ request: Request, _ context: AgentContext) async throws -> Response {
        try JSONResponse.make(JSONValue(window: pairing.overview))
    }

    /// `DELETE`: closes it, which refuses the page that asks.
    func close(_ request: Request, _ context: AgentContext) async throws -> Response {
        pairing.close()
        return Response(status: .noContent)
    }
}

extension JSONValue {
    /// The codes of rights.
    init(scopes: [Scope]) {
        self = .array(scopes.map { .string($0.rawValue) })
    }

    /// The French sentences of rights.
    init(scopeTexts scopes: [Scope]) {
        self = .array(scopes.map { .string($0.text) })
    }

    fileprivate init(window: PairingWindow.Overview) {
        switch window {
        case .closed(let outcome):
            self = .object(["status": .string("closed"), "outcome": JSONValue(outcome?.rawValue)])
        case .open(let secondsLeft, let triesLeft, let onlyOrigin, let asking):
            self = .object([
                "status": .string("open"), "secondsLeft": .integer(secondsLeft), "triesLeft": .integer(triesLeft),
                "onlyOrigin": JSONValue(onlyOrigin), "asking": asking.map(JSONValue.init(asking:)) ?? .null,
            ])
        }
    }

    private init(asking: PairingWindow.Asking) {
        self = .object([
            "origin": .string(asking.origin), "name": .string(asking.name), "code": .string(asking.code),
            "scopes": JSONValue(scopes: asking.scopes), "scopeTexts": JSONValue(scopeTexts: asking.scopes),
        ])
    }
}
