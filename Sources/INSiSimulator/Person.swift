import HealthIdentity

/// Somebody the simulated base knows.
struct Person: Sendable {
    /// What the service returns.
    let identity: INSIdentity
    /// Numbers under which a card may ask: one's own and the policy holder's.
    let numbers: Set<String>
    /// Rank among twins.
    var rank = 1

    /// A person of the base; nil for a number or a date that cannot be.
    init?(
        _ name: String, _ givenNames: String, _ sex: String, _ date: String, _ place: String, _ number: String,
        key: String? = nil, oid: String = Person.nir, history: [FormerINS?] = [], also numbers: Set<String> = []
    ) {
        guard let matricule = Matricule(number), let birthDate = BirthDate(date) else { return nil }
        identity = INSIdentity(
            active: INSNumber(matricule: matricule, key: key, oid: oid), history: history.compactMap(\.self),
            traits: PatientTraits(
                birthName: name, givenNames: givenNames, sex: sex, birthDate: birthDate, birthPlace: place))
        self.numbers = numbers.union([number])
    }

    /// OID of lasting numbers (insi.md 6.7), which the test platform returns too.
    static let nir = "1.2.250.1.213.1.4.8"
    /// OID of temporary numbers.
    static let nia = "1.2.250.1.213.1.4.9"
}
