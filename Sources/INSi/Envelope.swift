import HealthIdentity
import SAML
import XML

/// A request of WS_INS1 (insi.md 2.7): MessageID, Action, Security, both contexts, RECVITALE.
///
/// Only the professional's assertion is signed; both assertions go in byte for byte.
struct Envelope {
    let stamp: MessageStamp
    let search: VitaleSearch
    let assertion: SignedAssertion
    let context: CallContext
    /// That a Vitale card is present; nil leaves it out (insi.md 3.9).
    var vitaleAssertion: VitaleAssertion?

    /// The message in UTF-8, with declaration and without white space between elements.
    ///
    /// Throws `XMLError.unwritable` when a text holds a character that XML cannot.
    func bytes() throws(XMLError) -> [UInt8] {
        var writer = try XMLWriter()
        try writer.start(.soap("Envelope"), prefix: "soap")
        try writer.start(.soap("Header"), prefix: "soap")
        try writer.element(.addressing("MessageID"), prefix: "wsa", text: stamp.messageID)
        try writer.element(.addressing("Action"), prefix: "wsa", text: Action.searchByVitaleCard)
        try writeSecurity(to: &writer)
        try writeBAM(to: &writer)
        try writeLPS(to: &writer)
        try writer.end()
        try writer.start(.soap("Body"), prefix: "soap")
        try writeRequest(to: &writer)
        try writer.end()
        try writer.end()
        return try Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + writer.finish()
    }

    /// The professional's assertion first, then the card's (insi.md 2.7).
    private func writeSecurity(to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.security("Security"), prefix: "wsse")
        try writer.verbatim(assertion.octets)
        if let vitaleAssertion { try writer.verbatim(vitaleAssertion.octets) }
        try writer.end()
    }

    /// RECVITALE with 13-character numbers, neither key nor type (insi.md 2.7).
    private func writeRequest(to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.vitale("RECVITALE"), prefix: "ins")
        if let individual = search.individual {
            try write(individual.number, as: "MatriculeIndividu", to: &writer)
        }
        try write(search.policyHolder.number, as: "MatriculeOD", to: &writer)
        if let birthName = search.birthName, !birthName.isEmpty {
            try writer.element(.vitale("NomNaissance"), prefix: "ins", text: birthName)
        }
        try writer.element(.vitale("DateNaissance"), prefix: "ins", text: search.birthDate.text)
        try writer.element(.vitale("RangNaissance"), prefix: "ins", text: "\(search.birthRank.value)")
        try writer.end()
    }

    private func write(_ number: String, as name: String, to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.vitale(name), prefix: "ins")
        try writer.element(.vitale("NumIdentifiant"), prefix: "ins", text: number)
        try writer.end()
    }
}
