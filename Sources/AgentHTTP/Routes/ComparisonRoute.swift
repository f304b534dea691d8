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
        let requestId = try body.text("requestId")
        let ins: ComparedIdentity
        switch (given, requestId) {
        case (let given?, nil): ins = try given.comparedIdentity()
        case (nil, let requestId?): ins = try await found(requestId, request, context)
        default: throw body.expected("identity ou requestId", "l'un des deux, et un seul,")
        }
        let comparison = IdentityComparison(local: try local.comparedIdentity(), ins: ins)
        return try JSONResponse.make(JSONValue(comparison: comparison, requestId: requestId))
    }

    /// What a search found, as far as the caller may see it: whoever may not see the identity may not guess it here either.
    private func found(
        _ requestId: String, _ request: Request, _ context: AgentContext
    ) async throws(AgentError) -> ComparedIdentity {
        let scopes = context.caller?.scopes ?? []
        guard let state = await agent.result(requestId: requestId, for: context.caller?.owner ?? "") else {
            throw AgentError(.requestNotFound)
        }
        let needed: Scope = state.cardSession == nil ? .insTraits : .insVitale
        guard scopes.isSuperset(of: [needed, .ins]) else { throw AgentError(.requestScope) }
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

extension JSONMembers {
    /// The members of an identity as INSi returned it and the state shows it; `kind` and `test` follow from the others.
    static let returnedIdentity: Set<String> = traits.union(["matricule", "key", "oid", "kind", "test", "history"])
    /// The members of an identity as a local file has it.
    static let localIdentity: Set<String> = traits.union([
        "matricule", "key", "oid", "firstGivenName", "usedName", "usedGivenName",
    ])
    private static let longest = 200

    /// One side of a comparison.
    func comparedIdentity() throws(AgentError) -> ComparedIdentity {
        var identity = ComparedIdentity()
        identity.birthName = try short("birthName")
        identity.firstGivenName = try short("firstGivenName")
        identity.givenNames = try joined("givenNames")
        identity.sex = try short("sex")
        if let date = try short("birthDate") {
            identity.birthDate = BirthDate(date)
            guard identity.birthDate != nil else { throw expected("birthDate", "une date AAAA-MM-JJ") }
        }
        identity.birthPlace = try short("birthPlace")
        identity.usedName = try short("usedName")
        identity.usedGivenName = try short("usedGivenName")
        identity.oid = try short("oid")
        if let number = try short("matricule") {
            guard let matricule = Matricule(number), try text("key").map({ $0 == matricule.key }) ?? true else {
                throw AgentError(.traitsMatricule)
            }
            identity.matricule = matricule
        }
        for (index, value) in try list("history").enumerated() {
            let known: Set<String> = ["matricule", "key", "oid", "type", "from", "until"]
            let former = try JSONMembers(value, path: "history[\(index)]", known: known)
            if let number = try former.text("matricule") { identity.formerMatricules.append(number) }
        }
        return identity
    }

    /// Given names as one text, or as a list that becomes one.
    private func joined(_ name: String) throws(AgentError) -> String? {
        guard names.contains(name) else { return nil }
        let text = try names(name).joined(separator: " ")
        guard text.count <= Self.longest else { throw tooLong(name) }
        return text
    }

    private func short(_ name: String) throws(AgentError) -> String? {
        let text = try text(name)
        guard (text?.count ?? 0) <= Self.longest else { throw tooLong(name) }
        return text
    }

    private func tooLong(_ name: String) -> AgentError { expected(name, "un texte de \(Self.longest) signes au plus") }
}

extension JSONValue {
    /// The comparison as JSON; the texts are for people.
    init(comparison: IdentityComparison, requestId: String?) {
        let consistency: JSONValue =
            switch comparison.firstGivenName {
            case .consistent(let spelling, let isInsideCompound):
                .object([
                    "consistent": .boolean(true), "spelling": .string(spelling),
                    "insideCompound": .boolean(isInsideCompound), "rule": .string(GivenNameConsistency.rule),
                ])
            case .inconsistent:
                .object(["consistent": .boolean(false), "rule": .string(GivenNameConsistency.rule)])
            case .unknown: .object(["consistent": .null, "rule": .string(GivenNameConsistency.rule)])
            }
        self = .object([
            "requestId": requestId.map(JSONValue.string), "verdict": .string(comparison.verdict.rawValue),
            "differs": .boolean(comparison.differs),
            "score": .object([
                "points": .integer(comparison.score), "of": .integer(100), "text": .string(comparison.scoreText),
            ]),
            "look": .array(comparison.look.map { .string($0.rawValue) }),
            "traits": .array(comparison.traits.map(JSONValue.init(trait:))), "firstGivenName": consistency,
        ])
    }

    private init(trait: TraitComparison) {
        self = .object([
            "trait": .string(trait.trait.rawValue), "label": .string(trait.trait.text),
            "outcome": .string(trait.outcome.rawValue), "reason": JSONValue(trait.reason?.rawValue),
            "text": .string(trait.text), "local": JSONValue(trait.local), "ins": JSONValue(trait.ins),
            "weight": .integer(trait.weight), "points": .integer(trait.points),
        ])
    }
}
