import Cryptography
import Foundation

@testable import INSiSimulator

/// A request put together from texts, right unless told otherwise: WS_INS2 over mutual TLS.
struct Message {
    static let software = ClientIdentity(commonName: "INSI-AUTO", organisationalUnit: "10B0152872")

    var emitter = Message.software.organisationalUnit
    var security = ""
    var messageID = "uuid:" + UUID().uuidString.lowercased()
    var action = Action.searchByTraits
    var cover = ""
    var time = "2026-01-15T09:30:00.123Z"
    var body = Message.traits("ADRUN", ["ZOE"], "F", "1975-12-31")

    var contentType: String { "application/soap+xml; charset=utf-8;action=\"\(action)\"" }

    var text: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:wsa="http://www.w3.org/2005/08/addressing" xmlns:bam="urn:siram:bam:ctxbam" \
        xmlns:lps="urn:siram:lps:ctxlps"><soap:Header>\
        <bam:ContexteBAM Nature="CTXBAM" Version="01_02"><bam:Id>\(UUID().uuidString)</bam:Id>\
        <bam:Temps>\(time)</bam:Temps><bam:Emetteur>\(emitter)</bam:Emetteur>\
        <bam:COUVERTURE>\(cover)</bam:COUVERTURE></bam:ContexteBAM>\
        <wsa:MessageID>\(messageID)</wsa:MessageID><wsa:Action>\(action)</wsa:Action>\
        <lps:ContexteLPS Nature="CTXLPS" Version="01_00"><lps:Id>\(UUID().uuidString)</lps:Id>\
        <lps:Temps>\(time)</lps:Temps><lps:Emetteur>\(emitter)</lps:Emetteur>\
        <lps:LPS><lps:IDAM R="4">TESTSGIE0000</lps:IDAM><lps:Version>1.0.0</lps:Version>\
        <lps:Instance>791e183f-6f66-4248-a312-5ed5cd4785d4</lps:Instance><lps:Nom>urn:lps:ESSAI:1.0.0</lps:Nom>\
        </lps:LPS></lps:ContexteLPS>\(security)</soap:Header><soap:Body>\(body)</soap:Body></soap:Envelope>
        """
    }

    /// RECSANSVITALE.
    static func traits(
        _ name: String?, _ givenNames: [String], _ sex: String?, _ date: String?, _ place: String? = nil
    ) -> String {
        let fields =
            [("NomNaissance", name)] + givenNames.map { ("Prenom", $0) }
            + [("Sexe", sex), ("DateNaissance", date), ("LieuNaissance", place)]
        let content = fields.map { field in field.1.map { "<\(field.0)>\($0)</\(field.0)>" } ?? "" }.joined()
        return "<RECSANSVITALE xmlns=\"\(Namespace.traitsRequest)\">\(content)</RECSANSVITALE>"
    }

    /// wsse:Security with that content.
    static func security(_ content: String) -> String {
        "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">"
            + "\(content)</wsse:Security>"
    }
}

extension ServiceDesk {
    /// Answers a message over mutual TLS.
    func judge(
        _ message: Message, from software: ClientIdentity = Message.software, as behaviour: Behaviour = Behaviour()
    ) throws -> Judgement {
        try judge(message.text, contentType: message.contentType, from: .software(software), as: behaviour)
    }

    /// A desk that trusts the shared test authority.
    static func shared(verification: VerificationNames = .standIn) throws -> ServiceDesk {
        ServiceDesk(
            authorisations: ["TESTSGIE0000"],
            assertions: AssertionCheck(trust: .init(anchors: [try TestPKI.shared.get().authority])),
            vitaleAssertions: VitaleAssertionCheck(isRequired: false), verification: verification)
    }
}
