import HealthIdentity

/// Writes answers in the exact shapes of the live service: declaration, line feed, one line, no Header (insi.md 4.2).
struct AnswerWriter {
    let style: PrefixStyle

    /// One identity, CodeCR 00.
    func found(_ identity: INSIdentity) -> String {
        let traits = identity.traits
        let history = identity.history.map { element("INSHISTO", former($0)) }.joined()
        let fields = [
            ("NomNaissance", traits.birthName), ("ListePrenom", traits.givenNames), ("Sexe", traits.sex),
            ("DateNaissance", traits.birthDate?.text), ("LieuNaissance", traits.birthPlace),
        ]
        let record = element("TIQ", fields.map { field($0.0, $0.1) }.joined())
        let active = element("INSACTIF", number(identity.active))
        return result(code: "00", label: "OK", element("INDIVIDU", active + history + record))
    }

    /// No identity, CodeCR 01.
    func none() -> String { result(code: "01", label: "Aucune identite trouvee", "") }

    /// Several identities, CodeCR 02.
    func several() -> String { result(code: "02", label: "Plusieurs identites trouvees", "") }

    /// A fault in the shape of its generation, with Detail or without (insi.md 5.1).
    static func fault(_ refusal: Refusal, messageID: String?, withDetail: Bool = true) -> String {
        let prefix = refusal.generation == .front ? "soap" : "S"
        let language = refusal.generation == .front ? "fr" : "en"
        let echo = messageID.map { " messageID=\"\(escaped($0))\"" } ?? ""
        let severity = "severite=\"\(refusal.severity)\""
        let attributes =
            refusal.generation == .front
            ? "code=\"\(refusal.code)\"\(echo) \(severity)" : "\(severity) code=\"\(refusal.code)\""
        let error = "<siram:Erreur \(attributes) xmlns:siram=\"urn:siram\">\(escaped(refusal.text))</siram:Erreur>"
        let detail = withDetail ? "<\(prefix):Detail>\(error)</\(prefix):Detail>" : ""
        let subcode =
            "<\(prefix):Subcode><\(prefix):Value>\(prefix):\(refusal.subcode)</\(prefix):Value></\(prefix):Subcode>"
        let code =
            "<\(prefix):Code><\(prefix):Value>\(prefix):\(refusal.side)</\(prefix):Value>\(subcode)</\(prefix):Code>"
        let text = "<\(prefix):Text xml:lang=\"\(language)\">\(escaped(refusal.reason))</\(prefix):Text>"
        let content = "\(code)<\(prefix):Reason>\(text)</\(prefix):Reason>\(detail)"
        return refusal.generation == .front
            ? envelope("<env:Body xmlns:env=\"\(Namespace.soap)\"><soap:Fault>\(content)</soap:Fault></env:Body>")
            : envelope(
                PrefixStyle.env.body.open
                    + "<S:Fault xmlns:ns4=\"http://schemas.xmlsoap.org/soap/envelope/\">\(content)"
                    + "</S:Fault></env:Body>")
    }

    private func result(code: String, label: String, _ individual: String) -> String {
        let report = element("CR", field("CodeCR", code) + field("LibelleCR", label))
        let name = "\(style.prefix)RESULTAT"
        let result = "<\(name)\(style.declarations)>\(report)\(individual)</\(name)>"
        return Self.envelope(style.body.open + result + style.body.close)
    }

    private func number(_ number: INSNumber) -> String {
        let identifier = field("NumIdentifiant", number.matricule.number) + field("Cle", number.key)
        return element("IdIndividu", identifier) + field("OID", number.oid)
    }

    private func former(_ number: FormerINS) -> String {
        let identifier = field("NumIdentifiant", number.matricule) + field("Cle", number.key)
        return element("IdIndividu", identifier) + field("OID", number.oid) + field("DateDeb", number.from)
            + field("DateFin", number.until)
    }

    private func field(_ name: String, _ text: String?) -> String {
        text.map { element(name, Self.escaped($0)) } ?? ""
    }

    private func element(_ name: String, _ content: String) -> String {
        "<\(style.prefix)\(name)>\(content)</\(style.prefix)\(name)>"
    }

    private static func envelope(_ body: String) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soap:Envelope xmlns:soap=\"\(Namespace.soap)\">\(body)</soap:Envelope>"
    }

    /// Text for content and for attributes in double quotes.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
