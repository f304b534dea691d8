import AgentCore
import HealthIdentity

/// The state as JSON for one set of scopes (endpoint.md 1): what a token may not see is absent.
struct StateDocument {
    let snapshot: StateStore.Snapshot
    let agent: AgentDescription
    let scopes: Set<Scope>

    /// The tag of this revision for these scopes, also in the document for programs that cannot read headers.
    var tag: EntityTag {
        EntityTag(instance: agent.instance, revision: snapshot.revision, scopes: scopes)
    }

    var json: JSONValue {
        .object([
            "revision": .integer(Int(snapshot.revision)),
            "tag": .string(tag.text),
            "agent": agentPart,
            "readers": .array(snapshot.state.readers.map(reader)),
            "professional": professional(snapshot.state.professional),
            "patient": patient(snapshot.state.patient),
            "ins": ins(snapshot.state.ins),
        ])
    }

    private var agentPart: JSONValue {
        .object([
            "version": .string(agent.version), "instance": .string(agent.instance),
            "environment": .string(agent.environment.rawValue),
            "authentication": .string(agent.authentication.rawValue),
            "readerService": .string(snapshot.state.readerServiceAvailable ? "available" : "unavailable"),
        ])
    }

    private func reader(_ reader: ReaderState) -> JSONValue {
        .object([
            "name": .string(reader.name), "role": reader.role.map { .string($0.rawValue) },
            "card": reader.card.map(JSONValue.string), "cardSession": reader.cardSession.map(JSONValue.string),
            "usbPath": reader.usbPath.map(JSONValue.string), "hint": reader.hint.map(JSONValue.string),
            "problem": reader.problem.map { problem($0) },
        ])
    }

    private func professional(_ state: ProfessionalState) -> JSONValue {
        .object([
            "status": .string(state.status.rawValue), "cardSession": state.cardSession.map(JSONValue.string),
            "holder": state.holder.map(holder),
            "certificateNotAfter": state.certificateNotAfter.map { .string(Timestamp.text($0)) },
            "generation": state.generation.map(JSONValue.string),
            "pinTriesLeft": state.pinTriesLeft.map(JSONValue.integer),
            "pinPad": state.holder == nil ? nil : .boolean(state.hasPINPad),
            "pinPrompt": state.pinPrompt.map { .string($0.rawValue) }, "problem": problem(state.problem),
        ])
    }

    private func holder(_ holder: ProfessionalState.Holder) -> JSONValue {
        .object([
            "nationalId": .string(holder.nationalId), "name": holder.name.map(JSONValue.string),
            "profession": holder.profession.map(JSONValue.string), "cardType": .string(holder.cardType),
            "test": .boolean(holder.isTest),
        ])
    }

    private func patient(_ state: PatientState) -> JSONValue {
        let seen = scopes.contains(.patient)
        return .object([
            "status": .string(state.status.rawValue), "cardSession": state.cardSession.map(JSONValue.string),
            "generation": state.generation.map(JSONValue.string),
            "beneficiaries": seen ? .array(state.beneficiaries.map(beneficiary)) : nil,
            "assumed": seen ? .array(state.assumed.map(JSONValue.string)) : nil,
            "warnings": seen ? .array(state.warnings.map(JSONValue.string)) : nil, "problem": problem(state.problem),
        ])
    }

    private func beneficiary(_ person: PatientState.Beneficiary) -> JSONValue {
        let number = scopes.contains(.matricule) ? person.matricule?.number : nil
        return .object([
            "index": .integer(person.index), "name": .string(person.name), "givenName": .string(person.givenName),
            "birthDate": .string(person.birthDate.text), "birthRank": .integer(person.birthRank.value),
            "matricule": number.map(JSONValue.string),
        ])
    }

    /// The `ins` part, also the answer to a search.
    func ins(_ state: INSState) -> JSONValue {
        let seen = scopes.contains(.ins)
        return .object([
            "status": .string(state.status.rawValue), "cardSession": state.cardSession.map(JSONValue.string),
            "beneficiary": seen ? state.beneficiary.map(JSONValue.integer) : nil,
            "requestId": state.requestId.map(JSONValue.string),
            "identity": seen ? state.identity.map(identity) : nil,
            "usable": seen ? .boolean(state.identity != nil && state.notUsableBecause.isEmpty) : nil,
            "notUsableBecause": seen ? .array(state.notUsableBecause.map(JSONValue.string)) : nil,
            "attempts": seen && !state.attempts.isEmpty ? .array(state.attempts.map(attempt)) : nil,
            "hints": seen && !state.hints.isEmpty ? .array(state.hints.map(hint)) : nil,
            "problem": problem(state.problem), "lastResult": state.lastResult.map(lastResult) ?? .null,
        ])
    }

    private func attempt(_ attempt: INSState.Attempt) -> JSONValue {
        .object([
            "givenName": JSONValue(attempt.givenName), "birthPlace": .boolean(attempt.hasBirthPlace),
            "returnCode": .string(attempt.returnCode),
        ])
    }

    private func hint(_ hint: SearchHint) -> JSONValue {
        .object(["code": .string(hint.rawValue), "text": .string(hint.text)])
    }

    private func identity(_ identity: INSIdentity) -> JSONValue {
        let traits = identity.traits
        let seen = scopes.contains(.matricule)
        return .object([
            "matricule": seen ? .string(identity.active.matricule.number) : nil,
            "key": seen ? .string(identity.active.key) : nil, "oid": .string(identity.active.oid),
            "kind": JSONValue(identity.active.kind?.rawValue), "test": .boolean(agent.environment != .production),
            "birthName": JSONValue(traits.birthName), "givenNames": JSONValue(traits.givenNames),
            "sex": JSONValue(traits.sex), "birthDate": JSONValue(traits.birthDate?.text),
            "birthPlace": JSONValue(traits.birthPlace), "history": seen ? .array(identity.history.map(history)) : nil,
        ])
    }

    private func history(_ number: FormerINS) -> JSONValue {
        .object([
            "matricule": JSONValue(number.matricule), "key": JSONValue(number.key), "oid": JSONValue(number.oid),
            "from": JSONValue(number.from), "until": JSONValue(number.until),
        ])
    }

    private func lastResult(_ result: INSState.LastResult) -> JSONValue {
        .object(["requestId": .string(result.requestId), "expiresAt": .string(Timestamp.text(result.expiresAt))])
    }

    private func problem(_ error: AgentError?) -> JSONValue {
        error.map { ProblemDocument(error: $0, requestId: nil).json } ?? .null
    }
}
