import HealthIdentity

/// A file of identities, as JSON spells it.
struct PersonFile: Decodable {
    let persons: [StrictKeys<Entry>]

    /// One person.
    struct Entry: Decodable, KnowsItsKeys {
        let birthName, givenNames, sex, birthDate, birthPlace, matricule: String
        let key, oid: String?
        let rank: Int?
        let also: [String]?
        let history: [StrictKeys<Number>]?

        static let keys: Set = [
            "birthName", "givenNames", "sex", "birthDate", "birthPlace", "matricule", "key", "oid", "rank", "also",
            "history",
        ]
    }

    /// An earlier number.
    struct Number: Decodable, KnowsItsKeys {
        let matricule: String
        let key, oid, from, until: String?

        static let keys: Set = ["matricule", "key", "oid", "from", "until"]
    }
}

extension PersonFile.Entry {
    /// The person; `path` names the entry in errors.
    func person(at path: String) throws(PersonBaseError) -> Person {
        try check(birthName, as: .birthName, path + ".birthName")
        try check(givenNames, as: .givenName, path + ".givenNames")
        guard sex == "M" || sex == "F" else { throw .field(path: path + ".sex", expected: "M ou F attendu") }
        guard let birthDate = BirthDate(birthDate) else {
            throw .field(path: path + ".birthDate", expected: "AAAA-MM-JJ attendu")
        }
        guard rank.map((1...9).contains) ?? true else {
            throw .field(path: path + ".rank", expected: "1 à 9 attendu")
        }
        for (index, number) in (also ?? []).enumerated() {
            _ = try PersonFile.matricule(number, "\(path).also[\(index)]")
        }
        var past: [FormerINS] = []
        for (index, number) in (history ?? []).enumerated() {
            past.append(try number.value.number(at: "\(path).history[\(index)]"))
        }
        let active = INSNumber(
            matricule: try PersonFile.matricule(matricule, path + ".matricule"),
            key: try PersonFile.key(key, path + ".key"), oid: oid ?? Person.nir)
        return Person(
            identity: INSIdentity(
                active: active, history: past,
                traits: PatientTraits(
                    birthName: birthName, givenNames: givenNames, sex: sex, birthDate: birthDate,
                    birthPlace: birthPlace)),
            rank: rank ?? 1, also: Set(also ?? []))
    }

    private func check(_ text: String, as rule: NameRule, _ path: String) throws(PersonBaseError) {
        if let violation = rule.violation(in: text) { throw .field(path: path, expected: violation) }
    }
}

extension PersonFile.Number {
    fileprivate func number(at path: String) throws(PersonBaseError) -> FormerINS {
        FormerINS(
            matricule: try PersonFile.matricule(matricule, path + ".matricule").number,
            key: try PersonFile.key(key, path + ".key"), oid: oid ?? Person.nir, from: from, until: until)
    }
}

extension PersonFile {
    fileprivate static func matricule(_ text: String, _ path: String) throws(PersonBaseError) -> Matricule {
        guard let matricule = Matricule(text) else {
            throw .field(path: path, expected: "\(TextPattern.matricule.rawValue) attendus")
        }
        return matricule
    }

    fileprivate static func key(_ text: String?, _ path: String) throws(PersonBaseError) -> String? {
        guard text.map(TextPattern.key.matches) ?? true else {
            throw .field(path: path, expected: "\(TextPattern.key.rawValue) attendue")
        }
        return text
    }
}
