import HealthIdentity
import XML

/// INDIVIDU (insi.md 4.1): what is there is kept as received, and nothing depends on the order of elements (insi.md 4.3).
extension XMLElement {
    /// The whole identity. Throws `XMLError.missing` with the path of what is absent or cannot be right.
    func identity() throws(XMLError) -> INSIdentity {
        var history: [INSNumber] = []
        for entry in all(.result("INSHISTO")) {
            history.append(try entry.number())
        }
        return INSIdentity(
            active: try required(.result("INSACTIF")).number(), history: history,
            traits: try required(.result("TIQ")).traits())
    }

    /// INSACTIF or INSHISTO. A key that does not fit the number, dates that contradict each other, a type: all tolerated.
    private func number() throws(XMLError) -> INSNumber {
        let identifier = try required(.result("IdIndividu"))
        guard let matricule = Matricule(try identifier.required(.result("NumIdentifiant")).token) else {
            throw .missing(path: "\(name.local)/IdIndividu/NumIdentifiant")
        }
        let oid = try required(.result("OID")).token
        guard !oid.isEmpty else { throw .missing(path: "\(name.local)/OID") }
        return INSNumber(
            matricule: matricule, key: identifier.filled("Cle"), oid: oid, from: filled("DateDeb"),
            until: filled("DateFin"))
    }

    /// TIQ. Before 2022 the service sent Prenom and no ListePrenom: it stands in (insi.md 4.5).
    private func traits() throws(XMLError) -> PatientTraits {
        var birthDate: BirthDate?
        if let text = filled("DateNaissance") {
            guard let date = BirthDate(text) else { throw .missing(path: "TIQ/DateNaissance") }
            birthDate = date
        }
        return PatientTraits(
            birthName: first(.result("NomNaissance"))?.filledText,
            givenNames: first(.result("ListePrenom"))?.filledText ?? first(.result("Prenom"))?.filledText,
            sex: filled("Sexe"), birthDate: birthDate, birthPlace: filled("LieuNaissance"))
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

    /// The token of a child; nil when the child or its content is absent.
    private func filled(_ local: String) -> String? {
        guard let token = first(.result(local))?.token, !token.isEmpty else { return nil }
        return token
    }
}
