import HealthIdentity

/// Writes answers in the exact shapes of the live service (insi.md 4.2).
struct AnswerWriter {
    let style: PrefixStyle
    var quirks: Set<Quirk> = []

    /// One identity, CodeCR 00.
    func found(_ identity: INSIdentity) -> String {
        let draft = AnswerDraft(identity).with(quirks)
        let history = draft.history.map { element("INSHISTO", number($0)) }.joined()
        let fields = [
            ("NomNaissance", draft.birthName), ("Prenom", draft.givenName), ("ListePrenom", draft.givenNames),
            ("Sexe", draft.sex), ("DateNaissance", draft.birthDate), ("LieuNaissance", draft.birthPlace),
        ]
        let record = element("TIQ", fields.map { field($0.0, $0.1) }.joined())
        let active = element("INSACTIF", number(draft.active))
        return result(code: "00", label: "OK", element("INDIVIDU", active + history + record))
    }

    /// No identity, CodeCR 01.
    func none() -> String { result(code: "01", label: "Aucune identite trouvee", "") }

    /// Several identities, CodeCR 02.
    func several() -> String { result(code: "02", label: "Plusieurs identites trouvees", "") }

    /// No identity, in more than 1 MiB.
    func oversized() -> String {
        result(code: "01", label: "Aucune identite trouvee" + String(repeating: " ", count: 1 << 20), "")
    }

    private func result(code: String, label: String, _ individual: String) -> String {
        let report = element("CR", field("CodeCR", code) + field("LibelleCR", label))
        let name = "\(style.prefix)RESULTAT"
        return Markup.envelope(
            body("<\(name)\(style.declarations)>\(report)\(individual)</\(name)>"), style)
    }

    /// UNVERIFIED. The answer of WS_INS3 (insi.md 2.9): only its root's name and namespace are public.
    func verified(_ isMatch: Bool) -> String {
        let prefix = style.prefix
        let namespace = VerificationNames.resultNamespace
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix.dropLast())"
        let (code, label) = isMatch ? ("00", "OK") : ("01", "Les traits ne correspondent pas")
        let report = element("CR", field("CodeCR", code) + field("LibelleCR", label))
        return Markup.envelope(
            body("<\(prefix)Resultat \(declaration)=\"\(namespace)\">\(report)</\(prefix)Resultat>"), style)
    }

    private func body(_ content: String) -> String {
        let (prefix, declarations) = style.body
        return "<\(prefix):Body\(declarations)>\(content)</\(prefix):Body>"
    }

    private func number(_ number: AnswerDraft.Number) -> String {
        let identifier =
            element(
                "IdIndividu",
                field("NumIdentifiant", number.number) + field("Cle", number.key)
                    + field("TypeMatricule", number.type)) + field("OID", number.oid)
        let dates = field("DateDeb", number.from) + field("DateFin", number.until)
        return number.hasDatesFirst ? dates + identifier : identifier + dates
    }

    private func field(_ name: String, _ text: String?) -> String {
        text.map { element(name, Markup.escaped($0)) } ?? ""
    }

    private func element(_ name: String, _ content: String) -> String {
        "<\(style.prefix)\(name)>\(content)</\(style.prefix)\(name)>"
    }
}
