import HealthIdentity
import XML

/// INDIVIDU (insi.md 4.1): what is there is kept as received, and nothing depends on the order of elements (insi.md 4.3).
extension XMLElement {
    /// The whole identity. Throws `XMLError.missing` with the path of what is absent, cannot be right, or stands there twice.
    func identity() throws(XMLError) -> INSIdentity {
        let traits = all(.result("TIQ")).isEmpty ? PatientTraits() : try one(.result("TIQ")).traits()
        return INSIdentity(
            active: try one(.result("INSACTIF")).activeNumber(),
            history: all(.result("INSHISTO")).map { $0.formerNumber() }, traits: traits)
    }

    /// INSACTIF. A key that does not fit the number, a type, dates: tolerated and kept; two numbers or keys are not.
    private func activeNumber() throws(XMLError) -> INSNumber {
        let identifier = try one(.result("IdIndividu"))
        guard let matricule = Matricule(try identifier.one(.result("NumIdentifiant")).token) else {
            throw .missing(path: "\(name.local)/IdIndividu/NumIdentifiant")
        }
        let oid = try one(.result("OID")).token
        guard !oid.isEmpty else { throw .missing(path: "\(name.local)/OID") }
        return INSNumber(
            matricule: matricule, key: try identifier.optional("Cle")?.filledToken, oid: oid,
            type: identifier.filled("TypeMatricule"))
    }

    /// INSHISTO: information for a person, so that nothing in it can make the answer unreadable (insi.md 4.3).
    private func formerNumber() -> FormerINS {
        let identifier = first(.result("IdIndividu"))
        return FormerINS(
            matricule: identifier?.filled("NumIdentifiant"), key: identifier?.filled("Cle"), oid: filled("OID"),
            type: identifier?.filled("TypeMatricule"), from: filled("DateDeb"), until: filled("DateFin"))
    }

    /// TIQ. Before 2022 the service sent Prenom and no ListePrenom: it stands in (insi.md 4.5).
    private func traits() throws(XMLError) -> PatientTraits {
        var birthDate: BirthDate?
        if let text = try optional("DateNaissance")?.filledToken {
            guard let date = BirthDate(text) else { throw .missing(path: "TIQ/DateNaissance") }
            birthDate = date
        }
        let givenName = try optional("Prenom")?.filledText
        return PatientTraits(
            birthName: try optional("NomNaissance")?.filledText,
            givenNames: try optional("ListePrenom")?.filledText ?? givenName, givenName: givenName,
            sex: try optional("Sexe")?.filledToken, birthDate: birthDate,
            birthPlace: try optional("LieuNaissance")?.filledToken)
    }

    /// The text without white space around it.
    var token: String {
        let characters = text.unicodeScalars
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard let start = characters.firstIndex(where: { !isSpace($0) }),
            let end = characters.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(characters[start...end])
    }

    /// The text as it is; nil when there is nothing in it.
    var filledText: String? { token.isEmpty ? nil : text }

    /// The token; nil when there is nothing in it.
    private var filledToken: String? { token.isEmpty ? nil : token }

    /// The only child of that name in RESULTAT's namespace, nil without one.
    private func optional(_ local: String) throws(XMLError) -> XMLElement? {
        first(.result(local)) == nil ? nil : try one(.result(local))
    }

    /// The token of a child; nil when the child or its content is absent.
    private func filled(_ local: String) -> String? { first(.result(local))?.filledToken }
}
