import XML

/// The service behind the wire: from the bytes of a request to the text of its answer.
struct ServiceDesk: Sendable {
    /// An answer: HTTP status and document.
    struct Reply: Equatable, Sendable {
        let status: Int
        let text: String
    }

    let authorisations: Set<String>
    let assertions: AssertionCheck
    let vitaleAssertions: VitaleAssertionCheck
    var persons = PersonBase.builtIn
    var verification = VerificationNames.standIn
    var freshness = Freshness(isRequired: false)

    /// Checks a request received at `time` and answers it.
    func answer(
        _ bytes: [UInt8], contentType: String?, from caller: Caller, as behaviour: Behaviour, at time: Int64
    ) -> Reply {
        let root = try? XMLReader.parse(bytes)
        do throws(Refusal) {
            if case .software(let identity) = caller { try SoftwareCheck(identity: identity).checkRole() }
            guard let root else { throw .message("envelope", "XML mal formé.") }
            let call = try Call(root, action: Self.action(contentType), verification: verification)
            guard authorisations.contains(call.idam) else { throw .desir550 }
            try freshness.check(call.stamp, at: time)
            switch caller {
            case .professional:
                try assertions.check(bytes, emitter: call.emitter, at: time)
                try vitaleAssertions.check(root, emitter: call.emitter, at: time)
            case .software(let identity):
                try SoftwareCheck(identity: identity).check(root, emitter: call.emitter)
            }
            return Reply(status: 200, text: try answer(call.query, as: behaviour))
        } catch {
            return Self.refuse(error, root, as: behaviour)
        }
    }

    /// A fault, with the request's MessageID as far as it can be read.
    static func refuse(
        _ refusal: Refusal, _ root: XMLElement?, as behaviour: Behaviour, withDetail: Bool = true
    ) -> Reply {
        let messageID = root?.first(.soap("Header"))?.first(.addressing("MessageID"))?.text
        return Reply(
            status: 500, text: behaviour.faults.write(refusal, messageID: messageID, withDetail: withDetail))
    }

    private func answer(_ query: Call.Query, as behaviour: Behaviour) throws(Refusal) -> String {
        switch query {
        case .vitale(let query): try text(of: persons.search(query), behaviour)
        case .traits(let query): try text(of: persons.search(query), behaviour)
        case .verification(let query): behaviour.answers.verified(persons.confirms(query))
        }
    }

    private func text(of match: PersonBase.Match, _ behaviour: Behaviour) throws(Refusal) -> String {
        switch match {
        case .one(let identity): return behaviour.answers.found(identity)
        case .several: return behaviour.answers.several()
        case .none:
            guard behaviour.unknownPerson == .returnCode01 else { throw .insi102 }
            return behaviour.answers.none()
        }
    }

    /// The action parameter of a SOAP 1.2 Content-Type, without quotes; nil for any other type (insi.md 1.2).
    static func action(_ contentType: String?) -> String? {
        let parts = (contentType ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first == "application/soap+xml",
            let parameter = parts.first(where: { $0.hasPrefix("action=") })?.dropFirst("action=".count)
        else { return nil }
        guard parameter.first == "\"", parameter.last == "\"", parameter.count >= 2 else { return String(parameter) }
        return String(parameter.dropFirst().dropLast())
    }
}
