import XML

/// What WS_INS2 asks: the bearer of these traits (insi.md 2.8). Stricter than the real service: what section 6 tells a
/// client to respect is refused here when it is not.
struct TraitsQuery: Equatable {
    let birthName: String
    /// One or more, each the text of a `Prenom`.
    let givenNames: [String]
    let sex: String
    let birthDate: String
    let birthPlace: String?

    /// Reads RECSANSVITALE.
    init(_ body: XMLElement) throws(Refusal) {
        let names = body.all(.traits("Prenom")).map(\.text)
        try self.init(
            birthName: body.first(.traits("NomNaissance"))?.text, givenNames: names,
            sex: body.first(.traits("Sexe"))?.text, birthDate: body.first(.traits("DateNaissance"))?.text,
            birthPlace: body.first(.traits("LieuNaissance"))?.text)
    }

    /// Traits as they came; every refusal is a functional fault, since the schema has no patterns.
    init(
        birthName: String?, givenNames: [String], sex: String?, birthDate: String?, birthPlace: String?
    ) throws(Refusal) {
        guard let birthName, !birthName.isEmpty else { throw .insi19 }
        try Self.check(birthName, as: .birthName, "NomNaissance", "birth_name")
        guard !givenNames.isEmpty else { throw .functional("given_name", "Le champ prénom est obligatoire") }
        for name in givenNames { try Self.check(name, as: .givenName, "Prenom", "given_name") }
        guard let sex, sex == "M" || sex == "F" else { throw .functional("sex", "Sexe : M ou F attendu.") }
        guard let birthDate, TextPattern.calendarDate.matches(birthDate) else {
            throw .functional("birth_date", "DateNaissance : \(TextPattern.calendarDate.rawValue) attendue.")
        }
        guard birthPlace.map(Self.isPlace) ?? true else {
            throw .functional("birth_place", "LieuNaissance : code COG de 5 caractères attendu.")
        }
        self.birthName = birthName
        self.givenNames = givenNames
        self.sex = sex
        self.birthDate = birthDate
        self.birthPlace = birthPlace
    }

    private static func check(
        _ text: String, as rule: NameRule, _ element: String, _ part: String
    ) throws(Refusal) {
        if let violation = rule.violation(in: text) { throw .functional(part, "\(element) : \(violation).") }
    }

    /// A code of the COG: Corsica has `2A` and `2B` (insi.md 6.2).
    private static func isPlace(_ text: String) -> Bool {
        text.wholeMatch(of: /(?:[0-9]{2}|2[AB])[0-9]{3}/) != nil
    }
}
