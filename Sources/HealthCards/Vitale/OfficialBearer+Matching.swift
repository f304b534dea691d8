import HealthIdentity

extension OfficialBearer {
    /// Whether this person is the one that the free reading found at the same position: at least one of birth date and
    /// name is the same, and nothing contradicts.
    func isSame(as person: VitaleBeneficiary, on content: VitaleContent) -> Bool {
        let statements = [
            birthDate.map { $0 == person.birthDate }, nameAgrees(with: person.name),
        ]
        let others = [
            givenName.flatMap { OfficialNames.agree($0, person.givenName) },
            own.flatMap { own in person.matricule.map { $0 == own.matricule } },
            policyHolder.map { [content.policyHolder, person.matricule].contains($0.matricule) },
        ]
        return statements.contains(true) && !(statements + others).contains(false)
    }

    /// The card does not say which of the two names it holds (vitale.md 3.3). A birth name alone cannot contradict.
    private func nameAgrees(with name: String) -> Bool? {
        let used = usedName.flatMap { OfficialNames.agree($0, name) }
        let birth = birthName.flatMap { OfficialNames.agree($0, name) }
        return birth == true ? true : used
    }
}
