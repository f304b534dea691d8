import XML

/// A request that has been read and found consistent with itself (insi.md 2).
struct Call: Equatable {
    /// What is asked.
    enum Query: Equatable {
        /// WS_INS1.
        case vitale(VitaleQuery)
        /// WS_INS2.
        case traits(TraitsQuery)
        /// WS_INS3.
        case verification(VerificationQuery)
    }

    /// What should differ from message to message.
    struct Stamp: Equatable {
        /// MessageID and the Id of either context.
        let identifiers: [String]
        /// Temps of either context, seconds since 1970 UTC.
        let times: [Int64]
    }

    let stamp: Stamp
    /// The caller as both contexts name it.
    let emitter: String
    /// The software's authorisation number.
    let idam: String
    let query: Query

    /// Reads an envelope whose Content-Type named `action`. The namespace of the body's root tells the operation.
    init(_ root: XMLElement, action: String?, verification: VerificationNames) throws(Refusal) {
        let (header, body) = try Self.parts(of: root)
        try SchemaCheck(part: "header").check(header, against: RequestTable.header)
        let operation = try Operation(body, verification)
        let messageID = try Self.checkAddressing(header, operation, action)
        let bam = try Self.block(.bam("ContexteBAM"), in: header, RequestTable.contexteBAM, "context_bam")
        let lps = try Self.block(.lps("ContexteLPS"), in: header, RequestTable.contexteLPS, "context_lps")
        emitter = bam.first(.bam("Emetteur"))?.text ?? ""
        guard lps.first(.lps("Emetteur"))?.text == emitter else {
            throw .message("emitter", "Emetteur différent dans les deux contextes.")
        }
        stamp = Stamp(
            identifiers: [messageID] + [bam.first(.bam("Id")), lps.first(.lps("Id"))].compactMap { $0?.text },
            times: [bam.first(.bam("Temps")), lps.first(.lps("Temps"))].compactMap {
                $0.flatMap { DateTime.seconds($0.text) }
            })
        idam = lps.first(.lps("LPS"))?.first(.lps("IDAM"))?.text ?? ""
        let cover = try Self.required(.bam("COUVERTURE"), in: bam, "context_bam")
        query = try operation.query(of: body, cover: cover)
    }

    private static func parts(of root: XMLElement) throws(Refusal) -> (header: XMLElement, body: XMLElement) {
        guard root.name == .soap("Envelope") else { throw .message("envelope", "Envelope SOAP 1.2 attendue.") }
        guard root.elements.map(\.name) == [.soap("Header"), .soap("Body")] else {
            throw .message("envelope", "Header puis Body attendus.")
        }
        guard root.elements[1].elements.count == 1 else { throw .message("envelope", "Un élément attendu dans Body.") }
        return (root.elements[0], root.elements[1].elements[0])
    }

    /// Action, Content-Type and body must tell the same operation; returns the MessageID.
    private static func checkAddressing(
        _ header: XMLElement, _ operation: Operation, _ action: String?
    ) throws(Refusal) -> String {
        let messageID = try block(.addressing("MessageID"), in: header, RequestTable.messageID, "message_id")
        let stated = try required(.addressing("Action"), in: header, "action").text
        guard stated == operation.action, action == stated else {
            throw .message("action", "Action, Content-Type et corps ne concordent pas.")
        }
        return messageID.text
    }

    private static func block(
        _ name: XMLName, in header: XMLElement, _ rule: ElementRule, _ part: String
    ) throws(Refusal) -> XMLElement {
        let block = try required(name, in: header, part)
        try SchemaCheck(part: part).check(block, against: rule)
        return block
    }

    private static func required(
        _ name: XMLName, in parent: XMLElement, _ part: String
    ) throws(Refusal) -> XMLElement {
        guard let child = parent.first(name) else { throw .message(part, "\(name.local) attendu.") }
        return child
    }
}
