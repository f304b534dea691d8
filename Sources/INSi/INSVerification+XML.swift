import HealthIdentity
import XML

/// RequeteUnitaire/IndividuVerifie as the official kit names it; its order is a sketch by a third party (insi.md 2.9).
extension INSVerification: OperationContent {
    var action: String { format.action }

    func writeBody(to writer: inout XMLWriter) throws(XMLError) {
        try start("RequeteUnitaire", in: &writer)
        try start("IndividuVerifie", in: &writer)
        try start("INSFourni", in: &writer)
        try start("IdIndividu", in: &writer)
        try write("NumIdentifiant", number.matricule.number, to: &writer)
        try write("Cle", number.key, to: &writer)
        try writer.end()
        try write("OID", number.oid, to: &writer)
        try writer.end()
        try start("TraitsIdentiteIndividu", in: &writer)
        try write("NomNaissance", traits.birthName.text, to: &writer)
        try write("Prenom", traits.givenNames.first?.text, to: &writer)
        try write("ListePrenom", givenNameList?.text, to: &writer)
        try write("Sexe", traits.sex.rawValue, to: &writer)
        try write("DateNaissance", traits.birthDate.text, to: &writer)
        try write("LieuNaissance", traits.birthPlace?.code, to: &writer)
        for _ in 1...3 { try writer.end() }
    }

    private func start(_ name: String, in writer: inout XMLWriter) throws(XMLError) {
        try writer.start(XMLName(namespace: format.namespace, local: name), prefix: "ins")
    }

    private func write(_ name: String, _ text: String?, to writer: inout XMLWriter) throws(XMLError) {
        guard let text else { return }
        try writer.element(XMLName(namespace: format.namespace, local: name), prefix: "ins", text: text)
    }

    /// `Resultat` of the kit: its namespace is known, what is in it is not, so CR is looked for by name and nothing else is
    /// believed.
    func readAnswer(in body: XMLElement) throws(XMLError) -> INSiAnswer.Content {
        let namespace = "http://www.cnamts.fr/INSiLot2/REPUnitaire"
        let result = try body.one(XMLName(namespace: namespace, local: "Resultat"))
        let report = try result.one(XMLName(namespace: namespace, local: "CR"))
        let code = ReturnCode(rawValue: try report.one(XMLName(namespace: namespace, local: "CodeCR")).token)
        guard code.isPlausible else { throw .missing(path: "CR/CodeCR") }
        return .init(
            returnCode: code,
            label: report.first(XMLName(namespace: namespace, local: "LibelleCR"))?.filledText, identity: nil)
    }
}
