import XML

/// The service behind the wire: from the bytes of a request to the text of its answer.
struct ServiceDesk: Sendable {
    /// An answer: HTTP status and document.
    struct Reply: Equatable, Sendable {
        let status: Int
        let text: String
    }

    let authorisations: Set<String>
    let unknownPerson: UnknownPerson
    let assertions: AssertionCheck
    let vitaleAssertions: VitaleAssertionCheck
    let writer: AnswerWriter
    let base = PersonBase()

    /// Checks a request received at `time` and answers it.
    func answer(_ bytes: [UInt8], contentType: String?, at time: Int64) -> Reply {
        let root = try? XMLReader.parse(bytes)
        do throws(Refusal) {
            guard let root else { throw .message("envelope", "XML mal formé.") }
            let call = try Call(root, action: Self.action(contentType))
            guard authorisations.contains(call.idam) else { throw .desir550 }
            try assertions.check(bytes, emitter: call.emitter, at: time)
            try vitaleAssertions.check(root, emitter: call.emitter, at: time)
            return Reply(status: 200, text: try search(call))
        } catch {
            return Self.refuse(error, root)
        }
    }

    /// A fault, with the request's MessageID as far as it can be read.
    static func refuse(_ refusal: Refusal, _ root: XMLElement?, withDetail: Bool = true) -> Reply {
        let messageID = root?.first(.soap("Header"))?.first(.addressing("MessageID"))?.text
        return Reply(status: 500, text: AnswerWriter.fault(refusal, messageID: messageID, withDetail: withDetail))
    }

    private func search(_ call: Call) throws(Refusal) -> String {
        switch base.search(number: call.number, birthDate: call.birthDate, rank: call.rank) {
        case .one(let identity): return writer.found(identity)
        case .several: return writer.several()
        case .none:
            guard unknownPerson == .returnCode01 else { throw .insi102 }
            return writer.none()
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
