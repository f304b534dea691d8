import HealthIdentity
import XML

/// WS_INS1: RECVITALE with 13-character numbers, neither key nor type, and a cover that agrees with it (insi.md 2.7).
extension VitaleSearch: OperationContent {
    var action: String { Action.searchByVitaleCard }

    func writeCover(to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.bam("ASSURE"), prefix: "ctxbam")
        try Self.writeCovered(policyHolder.number, as: "Id", to: &writer)
        try writer.end()
        try writer.start(.bam("BENEFICIAIRE"), prefix: "ctxbam")
        if let individual { try Self.writeCovered(individual.number, as: "Nir", to: &writer) }
        try writer.element(.bam("DateNai"), prefix: "ctxbam", text: birthDate.text)
        try writer.element(.bam("Rang"), prefix: "ctxbam", text: "\(birthRank.value)")
        try writer.end()
    }

    private static func writeCovered(
        _ number: String, as name: String, to writer: inout XMLWriter
    ) throws(XMLError) {
        try writer.start(.bam(name), prefix: "ctxbam")
        try writer.element(.bam("Num"), prefix: "ctxbam", text: number)
        try writer.end()
    }

    func writeBody(to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.vitale("RECVITALE"), prefix: "ins")
        if let individual { try Self.write(individual.number, as: "MatriculeIndividu", to: &writer) }
        try Self.write(policyHolder.number, as: "MatriculeOD", to: &writer)
        if let birthName {
            try writer.element(.vitale("NomNaissance"), prefix: "ins", text: birthName.text)
        }
        try writer.element(.vitale("DateNaissance"), prefix: "ins", text: birthDate.text)
        try writer.element(.vitale("RangNaissance"), prefix: "ins", text: "\(birthRank.value)")
        try writer.end()
    }

    private static func write(_ number: String, as name: String, to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.vitale(name), prefix: "ins")
        try writer.element(.vitale("NumIdentifiant"), prefix: "ins", text: number)
        try writer.end()
    }

    func readAnswer(in body: XMLElement) throws(XMLError) -> INSiAnswer.Content {
        try body.one(.result("RESULTAT")).searchResult()
    }
}
