import HealthIdentity

extension VitaleContent {
    /// This content with what only the official libraries tell: serial number and nature, and for each person birth name,
    /// birth rank and the certified own matricule, where the free reading says nothing (vitale.md 8.6).
    ///
    /// People are matched by position, and each match is checked by content: birth date, names, matricules. Throws
    /// `unreadable` (field `official reading`) when the numbers of people differ or anything contradicts: two cards are
    /// never mixed.
    public func completed(by official: OfficialContent) throws(HealthCardError) -> VitaleContent {
        let people = official.bearers.isEmpty ? beneficiaries : try beneficiaries(completedBy: official.bearers)
        guard chip == nil || official.chip == nil || chip == official.chip else { throw Self.contradiction }
        return VitaleContent(
            policyHolder: policyHolder, beneficiaries: people, chip: chip ?? official.chip,
            possiblyCorrupted: possiblyCorrupted)
    }

    /// The content of a card that only the libraries read (Vitale 1): it must be known to be the card in our reader, everybody
    /// must have a name and a birth date with its century, and the policy holder's matricule must be told, the same for all.
    ///
    /// Throws `unreadable` with the field that is missing: `official reading` without anybody, `reader`, `name`, `birth date`,
    /// `policy holder`.
    public init(official: OfficialContent) throws(HealthCardError) {
        guard !official.bearers.isEmpty else { throw Self.contradiction }
        guard official.isBoundToReader else { throw .unreadable(field: "reader") }
        let holders = Set(official.bearers.compactMap { $0.policyHolder?.matricule })
        guard let holder = holders.first, holders.count == 1 else { throw .unreadable(field: "policy holder") }
        var people: [VitaleBeneficiary] = []
        for (index, bearer) in official.bearers.enumerated() {
            people.append(try VitaleBeneficiary(index: index, official: bearer))
        }
        self.init(policyHolder: holder, beneficiaries: people, chip: official.chip)
    }

    private static let contradiction = HealthCardError.unreadable(field: "official reading")

    private func beneficiaries(
        completedBy bearers: [OfficialBearer]
    ) throws(HealthCardError) -> [VitaleBeneficiary] {
        let pairs = zip(beneficiaries, bearers)
        guard beneficiaries.count == bearers.count, pairs.allSatisfy({ $1.isSame(as: $0, on: self) }) else {
            throw Self.contradiction
        }
        return pairs.map { $0.completed(by: $1) }
    }
}

extension VitaleBeneficiary {
    fileprivate init(index: Int, official: OfficialBearer) throws(HealthCardError) {
        guard let name = official.usedName ?? official.birthName else { throw .unreadable(field: "name") }
        guard let birthDate = official.birthDate else { throw .unreadable(field: "birth date") }
        self.init(
            index: index, name: name, givenName: official.givenName ?? "", birthDate: birthDate,
            matricule: official.own?.matricule, matriculeKey: official.own?.key, birthName: official.birthName,
            birthRank: official.birthRank)
    }

    fileprivate func completed(by official: OfficialBearer) -> VitaleBeneficiary {
        VitaleBeneficiary(
            index: index, name: name, givenName: givenName, birthDate: birthDate,
            matricule: matricule ?? official.own?.matricule,
            matriculeKey: matricule == nil ? official.own?.key : matriculeKey,
            birthName: birthName ?? official.birthName, birthRank: birthRank ?? official.birthRank)
    }
}
