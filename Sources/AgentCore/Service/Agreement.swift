import HealthIdentity

/// What an answer must agree with to be usable: the card that asked, or the traits that somebody typed (insi.md 4.6, 6.5).
struct Agreement: Equatable {
    /// Where the expectations come from: the end of the reasons' codes.
    enum Source: String {
        case card = "Card"
        case request = "Request"
    }

    let source: Source
    /// The birth date, which must be the same, character by character.
    let birthDate: BirthDate?
    /// Given names that must stand in the list of the civil record.
    let givenNames: [String]
    /// Birth name; a card does not tell whether its name is one.
    var birthName: String?
    /// Sex.
    var sex: Sex?
    /// Birth place; a card does not hold it.
    var birthPlace: BirthPlace?
    /// The beneficiary's own number.
    var matricule: Matricule?
    /// Whether rank 1 was assumed where nothing else tells twins apart, and nobody confirmed it.
    var isBirthRankAssumed = false
    /// Whether numbers of test and demonstration are refused: in production (insi.md 6.7).
    var refusesTestNumbers = false

    /// What forbids using the identity, as codes: disagreements first, then what is wrong or missing in itself.
    func reasonsNotUsable(_ identity: INSIdentity) -> [String] {
        disagreements(identity) + (refusesTestNumbers && identity.active.isTest ? ["oid.test"] : []) + identity.faults
    }

    private func disagreements(_ identity: INSIdentity) -> [String] {
        let traits = identity.traits
        var reasons: [String] = []
        func note(_ trait: String, _ differs: Bool) {
            if differs { reasons.append("\(trait).differsFrom\(source.rawValue)") }
        }
        note("matricule", matricule.map { $0 != identity.active.matricule } ?? false)
        note("birthDate", birthDate.flatMap { own in traits.birthDate.map { $0 != own } } ?? false)
        note("birthName", birthName.flatMap { own in traits.birthName.map { !Self.agree($0, own) } } ?? false)
        note("givenName", traits.givenNames.map { list in !givenNames.allSatisfy { Self.lists(list, $0) } } ?? false)
        note("birthPlace", birthPlace.flatMap { own in traits.birthPlace.map { $0 != own.code } } ?? false)
        note("sex", sex.flatMap { own in traits.sex.map { $0 != own.rawValue } } ?? false)
        return reasons + (isBirthRankAssumed ? ["birthRank.assumed"] : [])
    }

    /// Names of the same words.
    private static func agree(_ left: String, _ right: String) -> Bool {
        guard let left = LooseName(left), let right = LooseName(right) else { return false }
        return left == right
    }

    /// Whether a list of given names holds this one; an empty one on a card says nothing.
    private static func lists(_ list: String, _ name: String) -> Bool {
        guard let list = LooseName(list), let name = LooseName(name) else { return false }
        return name.words.isEmpty || list.contains(name)
    }
}

extension INSIdentity {
    /// What is wrong in itself: an unknown authority, no key or one that does not fit, a sex that is none, a missing trait.
    fileprivate var faults: [String] {
        var reasons: [String] = []
        if active.kind == nil { reasons.append("oid.unknown") }
        if active.isKeyComputed { reasons.append("key.missing") }
        if !active.hasCoherentKey { reasons.append("key.incoherent") }
        if let sex = traits.sex, Sex(rawValue: sex) == nil { reasons.append("sex.unknown") }
        let required: [(String, Bool)] = [
            ("birthName", traits.birthName == nil), ("givenNames", traits.givenNames == nil),
            ("sex", traits.sex == nil), ("birthDate", traits.birthDate == nil),
            ("birthPlace", traits.birthPlace == nil),
        ]
        return reasons + required.filter(\.1).map { "traits.missing.\($0.0)" }
    }
}
