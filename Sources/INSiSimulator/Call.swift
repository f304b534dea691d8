import HealthIdentity
import XML

/// A request of WS_INS1 that has been read and found consistent with itself (insi.md 2).
struct Call: Equatable {
    let emitter: String
    let idam: String
    let number: String
    let birthDate: String
    let rank: Int

    /// Reads an envelope whose Content-Type named `action`.
    init(_ root: XMLElement, action: String?) throws(Refusal) {
        guard root.name == .soap("Envelope") else { throw .message("envelope", "Envelope SOAP 1.2 attendue.") }
        let header = try root.only(.soap("Header"), "envelope")
        let request = try root.only(.soap("Body"), "envelope").only(.vitale("RECVITALE"), "request")
        let messageID = try header.only(.addressing("MessageID"), "message_id").text
        guard !messageID.isEmpty else { throw .message("message_id", "MessageID vide.") }
        let stated = try header.only(.addressing("Action"), "action").text
        guard stated == Action.searchByVitaleCard, action == stated else {
            throw .message("action", "Action, Content-Type et corps ne concordent pas.")
        }
        let bam = try header.only(.bam("ContexteBAM"), "context_bam")
        let lps = try header.only(.lps("ContexteLPS"), "context_lps")
        emitter = try Self.emitter(bam, XMLName.bam, version: "01_02", "context_bam")
        guard try Self.emitter(lps, XMLName.lps, version: "01_00", "context_lps") == emitter else {
            throw .message("emitter", "Emetteur différent dans les deux contextes.")
        }
        idam = try Self.idam(lps)
        let cover = try bam.only(.bam("COUVERTURE"), "context_bam")
        try Self.check(cover, against: request)
        let individual = request.number("MatriculeIndividu")
        guard let holder = request.number("MatriculeOD"), Matricule(holder) != nil,
            individual.map({ Matricule($0) != nil }) ?? true, let date = request.first(.vitale("DateNaissance"))?.text,
            BirthDate(date) != nil, let rank = request.first(.vitale("RangNaissance")).flatMap({ Int($0.text) })
        else { throw .message("request", "RECVITALE incomplet ou mal formé.") }
        number = individual ?? holder
        birthDate = date
        self.rank = rank
    }

    /// Checks a context's version, identifier and time, and returns its Emetteur.
    private static func emitter(
        _ context: XMLElement, _ name: (String) -> XMLName, version: String, _ part: String
    ) throws(Refusal) -> String {
        guard context[attribute: "Version"] == version else { throw .message(part, "Version inattendue.") }
        guard try !context.only(name("Id"), part).text.isEmpty else { throw .message(part, "Id vide.") }
        guard try DateTime.seconds(context.only(name("Temps"), part).text) != nil else {
            throw .message(part, "Temps n'est pas un xsd:dateTime.")
        }
        return try context.only(name("Emetteur"), part).text
    }

    /// Checks that the software says all of itself, and returns its authorisation number.
    private static func idam(_ context: XMLElement) throws(Refusal) -> String {
        let software = try context.only(.lps("LPS"), "context_lps")
        let idam = try software.only(.lps("IDAM"), "context_lps")
        guard idam[attribute: "R"] == "4" else { throw .message("context_lps", "IDAM sans R=4.") }
        for part in ["Version", "Instance", "Nom"] {
            guard try !software.only(.lps(part), "context_lps").text.isEmpty else {
                throw .message("context_lps", "\(part) vide.")
            }
        }
        return idam.text
    }

    /// Checks that the BAM context covers the person the body asks for.
    private static func check(_ cover: XMLElement, against request: XMLElement) throws(Refusal) {
        let beneficiary = try cover.only(.bam("BENEFICIAIRE"), "cover")
        let holder = cover.first(.bam("ASSURE"))?.first(.bam("Id"))?.first(.bam("Num"))?.text
        let pairs = [
            (holder, request.number("MatriculeOD")),
            (beneficiary.first(.bam("Nir"))?.first(.bam("Num"))?.text, request.number("MatriculeIndividu")),
            (beneficiary.first(.bam("DateNai"))?.text, request.first(.vitale("DateNaissance"))?.text),
            (beneficiary.first(.bam("Rang"))?.text, request.first(.vitale("RangNaissance"))?.text),
        ]
        guard pairs.allSatisfy({ $0.0 == $0.1 }) else {
            throw .message("cover", "COUVERTURE et RECVITALE ne concordent pas.")
        }
    }
}

extension XMLElement {
    /// The only child of that name.
    fileprivate func only(_ name: XMLName, _ part: String) throws(Refusal) -> XMLElement {
        let found = all(name)
        guard let first = found.first, found.count == 1 else {
            throw .message(part, "\(name.local) attendu une fois.")
        }
        return first
    }

    /// `NumIdentifiant` of that child.
    fileprivate func number(_ name: String) -> String? {
        first(.vitale(name))?.first(.vitale("NumIdentifiant"))?.text
    }
}
