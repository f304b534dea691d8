import HealthIdentity

/// Somebody the simulated base knows.
struct Person: Sendable {
    /// What the service returns.
    let identity: INSIdentity
    /// Numbers under which a card may ask: one's own and the policy holder's.
    let numbers: Set<String>
    /// Rank among twins.
    let rank: Int

    init(identity: INSIdentity, rank: Int = 1, also numbers: Set<String> = []) {
        self.identity = identity
        self.numbers = numbers.union([identity.active.matricule.number])
        self.rank = rank
    }

    /// A person of the built-in base; nil for a number or a date that cannot be.
    init?(
        _ name: String, _ givenNames: String, _ sex: String, _ date: String, _ place: String, _ number: String,
        key: String? = nil, oid: String = Person.nir, history: [FormerINS?] = [], also numbers: Set<String> = []
    ) {
        guard let matricule = Matricule(number), let birthDate = BirthDate(date) else { return nil }
        self.init(
            identity: INSIdentity(
                active: INSNumber(matricule: matricule, key: key, oid: oid), history: history.compactMap(\.self),
                traits: PatientTraits(
                    birthName: name, givenNames: givenNames, sex: sex, birthDate: birthDate, birthPlace: place)),
            also: numbers)
    }

    /// Whether a search by traits finds this person. A place that was not asked for says nothing.
    func answers(to query: TraitsQuery) -> Bool { answers(to: query, named: query.givenNames) }

    /// The same with other given names than the query's.
    func answers(to query: TraitsQuery, named givenNames: [String]) -> Bool {
        let traits = identity.traits
        return traits.birthName == query.birthName && traits.sex == query.sex
            && traits.birthDate?.text == query.birthDate && query.birthPlace.map { $0 == traits.birthPlace } ?? true
            && GivenNames(traits.givenNames ?? "").match(givenNames)
    }

    /// OID of lasting numbers (insi.md 6.7), which the test platform returns too.
    static let nir = "1.2.250.1.213.1.4.8"
    /// OID of temporary numbers.
    static let nia = "1.2.250.1.213.1.4.9"
}
