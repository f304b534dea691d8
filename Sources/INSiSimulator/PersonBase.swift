import HealthIdentity

/// The persons that the simulated service knows.
public struct PersonBase: Sendable {
    /// How many persons answer to a search.
    enum Match: Sendable {
        case none
        case one(INSIdentity)
        case several
    }

    let persons: [Person]

    init(persons: [Person]) {
        self.persons = persons
    }

    /// This base and the persons of another.
    public func adding(_ other: PersonBase) -> PersonBase {
        PersonBase(persons: persons + other.persons)
    }

    /// Searches by the individual number, else the policy holder's, with birth date and rank (WS_INS1).
    func search(_ query: VitaleQuery) -> Match {
        match {
            $0.numbers.contains(query.number) && $0.identity.traits.birthDate?.text == query.birthDate
                && $0.rank == query.rank
        }
    }

    /// Searches by traits (WS_INS2).
    func search(_ query: TraitsQuery) -> Match {
        match { $0.answers(to: query) }
    }

    /// Whether somebody has this INS and these traits (WS_INS3).
    func confirms(_ query: VerificationQuery) -> Bool {
        persons.contains(where: query.isAnswered)
    }

    private func match(_ condition: (Person) -> Bool) -> Match {
        let matches = persons.filter(condition)
        guard let first = matches.first else { return .none }
        return matches.count == 1 ? .one(first.identity) : .several
    }
}
