import HealthIdentity
import XML

/// UNVERIFIED. What WS_INS3 asks: whether this INS and these traits belong together (insi.md 2.9).
struct VerificationQuery: Equatable {
    let number: String
    let key: String?
    let oid: String
    let traits: TraitsQuery

    /// Reads RequeteUnitaire; a list of given names counts as one `Prenom` that holds them all.
    init(_ body: XMLElement, _ names: VerificationNames) throws(Refusal) {
        let individual = body.first(names.name("IndividuVerifie"))
        let supplied = individual?.first(names.name("INSFourni"))
        let identifier = supplied?.first(names.name("IdIndividu"))
        let traits = individual?.first(names.name("TraitsIdentiteIndividu"))
        number = identifier?.first(names.name("NumIdentifiant"))?.text ?? ""
        key = identifier?.first(names.name("Cle"))?.text
        oid = supplied?.first(names.name("OID"))?.text ?? ""
        let text = { (name: String) in traits?.first(names.name(name))?.text }
        self.traits = try TraitsQuery(
            birthName: text("NomNaissance"), givenNames: [text("ListePrenom"), text("Prenom")].compactMap(\.self),
            sex: text("Sexe"), birthDate: text("DateNaissance"), birthPlace: text("LieuNaissance"))
    }

    /// Whether all that was supplied is this person's. Each given name text is held against the civil list on its own.
    func isAnswered(by person: Person) -> Bool {
        let active = person.identity.active
        return active.matricule.number == number && active.oid == oid && key.map { $0 == active.key } ?? true
            && traits.givenNames.allSatisfy { person.answers(to: traits, named: [$0]) }
    }
}
