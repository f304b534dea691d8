import HealthIdentity
import XML

/// WS_INS2: RECSANSVITALE with one `Prenom`; COUVERTURE stays empty (insi.md 2.3, 2.8).
extension TraitsSearch: OperationContent {
    var action: String { Action.searchByTraits }

    func writeBody(to writer: inout XMLWriter) throws(XMLError) {
        try writer.start(.traits("RECSANSVITALE"), prefix: "ins")
        try writer.element(.traits("NomNaissance"), prefix: "ins", text: birthName.text)
        try writer.element(.traits("Prenom"), prefix: "ins", text: givenName.text)
        try writer.element(.traits("Sexe"), prefix: "ins", text: sex.rawValue)
        try writer.element(.traits("DateNaissance"), prefix: "ins", text: birthDate.text)
        if let birthPlace {
            try writer.element(.traits("LieuNaissance"), prefix: "ins", text: birthPlace.code)
        }
        try writer.end()
    }

    func readAnswer(in body: XMLElement) throws(XMLError) -> INSiAnswer.Content {
        try body.one(.result("RESULTAT")).searchResult()
    }
}
