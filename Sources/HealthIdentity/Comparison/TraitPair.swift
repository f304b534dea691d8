/// The texts of one trait on both sides. Each function answers the same for the two sides exchanged, unless it says otherwise.
struct TraitPair<Value: Equatable> {
    /// What is found of a pair.
    typealias Finding = (outcome: TraitComparison.Outcome, reason: TraitComparison.Reason?)

    let local: Value
    let ins: Value

    init(_ local: Value, _ ins: Value) {
        self.local = local
        self.ins = ins
    }
}

extension TraitPair<String> {
    /// Two names.
    var asNames: Finding {
        guard local != ins else { return (.equal, nil) }
        guard let left = LooseName(local), let right = LooseName(ins) else { return (.different, .incomparable) }
        guard left != right else { return (.equivalent, .spelling) }
        let (leftLetters, rightLetters) = (left.words.joined(), right.words.joined())
        let reason: TraitComparison.Reason =
            if leftLetters == rightLetters {
                .joined
            } else if left.words.sorted() == right.words.sorted() {
                .order
            } else if left.contains(right) || right.contains(left) {
                .part
            } else if NearMiss(leftLetters, rightLetters).isOne {
                .nearly
            } else {
                .other
            }
        return (.different, reason)
    }

    /// Two lists of given names. Not the same for the sides exchanged: INSi's list may go on where the local one ends, never
    /// the other way round.
    var asGivenNames: Finding {
        let finding = asNames
        guard finding.reason == .part, let start = GivenNameList(ins).start(like: local) else { return finding }
        return Self.finding(start, like: local)
    }

    /// A first given name and INSi's list. Not the same for the sides exchanged.
    var asFirstGivenName: Finding {
        guard local != ins else { return (.equal, nil) }
        let list = GivenNameList(ins)
        if let start = list.start(like: local) { return Self.finding(start, like: local) }
        let finding = asNames
        guard let words = LooseName(ins), let name = LooseName(local) else { return finding }
        if words.contains(name) { return (.different, .laterInList) }
        let first = words.words.prefix(name.words.count).joined()
        return NearMiss(name.words.joined(), first).isOne ? (.different, .nearly) : finding
    }

    private static func finding(_ start: GivenNameList.Start, like name: String) -> Finding {
        if start.isInsideCompound { return (.equivalent, .insideCompound) }
        if start.isWholeList { return (.equivalent, .spelling) }
        return (.equivalent, start.text == name ? .startOfList : .startSpelledOtherwise)
    }

    /// Two sexes.
    var asSexes: Finding {
        guard local != ins else { return (.equal, nil) }
        guard local.uppercased() != ins.uppercased() else { return (.equivalent, .spelling) }
        let areKnown = Sex(rawValue: local.uppercased()) != nil && Sex(rawValue: ins.uppercased()) != nil
        return (.different, areKnown ? .other : .indeterminate)
    }

    /// Two birth places.
    var asPlaces: Finding {
        let (left, right) = (BirthPlace(local.uppercased()), BirthPlace(ins.uppercased()))
        if left?.isUnknown == true || right?.isUnknown == true { return (.missing, .unknownPlace) }
        guard local != ins else { return (.equal, nil) }
        guard let left, let right else { return (.different, .incomparable) }
        guard left != right else { return (.equivalent, .spelling) }
        if left.isFormerly(right) || right.isFormerly(left) { return (.different, .corsica) }
        return (.different, NearMiss(left.code, right.code).isOne ? .nearly : .other)
    }
}

extension TraitPair<BirthDate> {
    /// Two birth dates.
    var asDates: Finding {
        guard local != ins else { return (.equal, nil) }
        let (left, right) = (local.text.split(separator: "-"), ins.text.split(separator: "-"))
        let isCompletion = zip(left, right).allSatisfy { $0 == $1 || Int($0) == 0 || Int($1) == 0 }
        let reason: TraitComparison.Reason =
            if isCompletion {
                .incomplete
            } else if left.count == 3, right.count == 3, left[0] == right[0], left[1] == right[2], left[2] == right[1] {
                .dayMonth
            } else if NearMiss(left.joined(), right.joined()).isOne {
                .nearly
            } else {
                .other
            }
        return (.different, reason)
    }
}

extension TraitPair<INSNumberText> {
    /// Two numbers. Former ones are those of either side.
    var asNumbers: Finding {
        guard local.matricule == ins.matricule else {
            if ins.former.contains(local.matricule.number) || local.former.contains(ins.matricule.number) {
                return (.different, .former)
            }
            return (.different, (local.kind == .nia) != (ins.kind == .nia) ? .temporary : .other)
        }
        if let left = local.oid, let right = ins.oid, left != right { return (.different, .authority) }
        return local.hasCoherentKey && ins.hasCoherentKey ? (.equal, nil) : (.different, .key)
    }
}

/// A matricule with what else is known of it on its side.
struct INSNumberText: Equatable {
    let matricule: Matricule
    let hasCoherentKey: Bool
    let oid: String?
    let former: [String]

    var kind: INSKind? { oid.flatMap(INSKind.init(oid:)) }
}

extension BirthPlace {
    /// Whether this is the number that a Corsican commune had before 1976, `20…` for `2A…` or `2B…`.
    fileprivate func isFormerly(_ place: BirthPlace) -> Bool {
        code.hasPrefix("20") && ["2A", "2B"].contains(place.code.prefix(2))
            && code.dropFirst(2) == place.code.dropFirst(2)
    }
}
