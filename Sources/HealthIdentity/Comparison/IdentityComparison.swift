/// A local identity against what INSi returned, trait by trait (insi.md 6.5, 6.6). It says what a person should look at; it
/// never merges, corrects or chooses.
public struct IdentityComparison: Equatable, Sendable {
    /// Every trait, in the order of `IdentityTrait`.
    public let traits: [TraitComparison]
    /// What INSi's own list says of the local first given name.
    public let firstGivenName: GivenNameConsistency

    /// What the traits come to.
    public enum Verdict: String, CaseIterable, Sendable {
        /// Every trait is there, and the same text.
        case identical
        /// Every trait is there; some are spelled otherwise.
        case equivalent
        /// Nothing differs, but something that counts is missing.
        case incomplete
        /// Something differs.
        case different
    }

    /// Compares; the same two identities always give the same.
    public init(local: ComparedIdentity, ins: ComparedIdentity) {
        let hasFirst = !Self.isAbsent(local.firstGivenName)
        let hasList = !Self.isAbsent(local.givenNames)
        let numbers = (Self.number(of: local), Self.number(of: ins))
        let weights = hasFirst && hasList ? (15, 5) : hasFirst || !hasList ? (20, 0) : (0, 20)
        let firstOfINSi = ins.givenNames ?? ins.firstGivenName
        traits = [
            Self.compared(
                .matricule, numbers, weight: 0, texts: (local.matricule?.number, ins.matricule?.number), \.asNumbers),
            Self.compared(
                .birthDate, (local.birthDate, ins.birthDate), weight: 30,
                texts: (local.birthDate?.text, ins.birthDate?.text), \.asDates),
            Self.compared(.sex, local.sex, ins.sex, weight: 10, \.asSexes),
            Self.birthName(local, ins),
            Self.firstGivenName(local, firstOfINSi, weight: weights.0),
            Self.compared(.givenNames, local.givenNames, ins.givenNames, weight: weights.1, \.asGivenNames),
            Self.compared(.birthPlace, local.birthPlace, ins.birthPlace, weight: 10, \.asPlaces),
        ]
        firstGivenName = GivenNameConsistency(of: local.firstGivenName, with: ins.givenNames)
    }

    /// What the traits come to; a trait that only informs does not count where it is missing.
    public var verdict: Verdict {
        let counting = traits.filter { $0.weight > 0 || $0.outcome != .missing }
        if counting.contains(where: { $0.outcome == .different }) { return .different }
        if counting.contains(where: { $0.outcome == .missing }) { return .incomplete }
        return counting.allSatisfy { $0.outcome == .equal } ? .identical : .equivalent
    }

    /// Whether a person must be shown the comparison before the identity is used.
    public var differs: Bool { traits.contains(where: \.differs) }

    /// What a person should look at, the gravest first: what differs, what is missing, what is spelled otherwise.
    public var look: [IdentityTrait] {
        let ranks: [TraitComparison.Outcome] = [.different, .missing, .equivalent]
        return ranks.flatMap { rank in
            traits.filter { $0.outcome == rank && ($0.weight > 0 || rank != .missing) }.map(\.trait)
        }
    }

    /// Points of 100: each trait's weight where it is equal, nine tenths of it where it is equivalent, and none at all when the
    /// matricules differ. The weights are ours.
    public var score: Int { hasOtherMatricule ? 0 : traits.reduce(0) { $0 + $1.points } }

    /// Whether the matricules differ, so that no trait can make up for it.
    public var hasOtherMatricule: Bool {
        traits.contains { $0.trait == .matricule && $0.outcome == .different }
    }

    private static func birthName(_ local: ComparedIdentity, _ ins: ComparedIdentity) -> TraitComparison {
        let plain = compared(.birthName, local.birthName, ins.birthName, weight: 30, \.asNames)
        guard plain.outcome == .different, let birthName = ins.birthName else { return plain }
        if let used = local.usedName, isSame(used, birthName) { return plain.with(.usedName) }
        if let own = local.birthName, let first = local.firstGivenName ?? local.givenNames, isSame(first, birthName),
            ins.givenNames.flatMap({ GivenNameList($0).start(like: own) }) != nil
        {
            return plain.with(.exchanged)
        }
        return plain
    }

    private static func firstGivenName(
        _ local: ComparedIdentity, _ list: String?, weight: Int
    ) -> TraitComparison {
        let plain = compared(.firstGivenName, local.firstGivenName, list, weight: weight, \.asFirstGivenName)
        guard plain.outcome == .different, let used = local.usedGivenName, let list,
            GivenNameList(list).start(like: used) != nil
        else { return plain }
        return plain.with(.usedGivenName)
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        [.equal, .equivalent].contains(TraitPair(left, right).asNames.outcome)
    }

    private static func number(of identity: ComparedIdentity) -> INSNumberText? {
        identity.matricule.map {
            INSNumberText(
                matricule: $0, hasCoherentKey: identity.key.map { [number = $0] in $0 == number.key } ?? true,
                oid: identity.oid, former: identity.formerMatricules)
        }
    }

    /// Whether a text says nothing: absent, or nothing but separators.
    private static func isAbsent(_ text: String?) -> Bool {
        guard let text else { return true }
        return LooseName(text)?.words.isEmpty == true
    }

    private static func compared(
        _ trait: IdentityTrait, _ local: String?, _ ins: String?, weight: Int,
        _ finding: (TraitPair<String>) -> TraitPair<String>.Finding
    ) -> TraitComparison {
        let sides = (isAbsent(local) ? nil : local, isAbsent(ins) ? nil : ins)
        return compared(trait, sides, weight: weight, texts: sides, finding)
    }

    private static func compared<Value>(
        _ trait: IdentityTrait, _ sides: (Value?, Value?), weight: Int, texts: (String?, String?),
        _ finding: (TraitPair<Value>) -> TraitPair<Value>.Finding
    ) -> TraitComparison {
        let found: TraitPair<Value>.Finding =
            switch sides {
            case (let local?, let ins?): finding(TraitPair(local, ins))
            case (nil, nil): (.missing, .nowhere)
            case (nil, _): (.missing, .notLocal)
            case (_, nil): (.missing, .notAtINSi)
            }
        return TraitComparison(
            trait: trait, outcome: found.outcome, reason: found.reason, local: texts.0, ins: texts.1, weight: weight)
    }
}

extension TraitComparison {
    /// The same with a better reason.
    fileprivate func with(_ reason: Reason) -> TraitComparison {
        TraitComparison(trait: trait, outcome: outcome, reason: reason, local: local, ins: ins, weight: weight)
    }
}
