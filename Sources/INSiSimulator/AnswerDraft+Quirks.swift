import HealthIdentity

extension AnswerDraft {
    /// The same with every quirk that concerns an identity. A quirk of the history makes one where there is none.
    func with(_ quirks: Set<Quirk>) -> AnswerDraft {
        Quirk.allCases.filter(quirks.contains).reduce(into: self) { $0.apply($1) }
    }

    private mutating func apply(_ quirk: Quirk) {
        switch quirk {
        case .historyDatesIncoherent: changeHistory { ($0.from, $0.until) = ("2019-03-01", "2019-02-28") }
        case .historyDatesFirst:
            changeHistory {
                $0.hasDatesFirst = true
                $0.from = $0.from ?? "2015-01-01"
            }
        case .historyEqualsActive: history.append(active)
        case .historyWrongKey: changeHistory { $0.key = Self.wrong($0.key) }
        case .secondHistory:
            changeHistory { _ in }
            history.append(Number(number: "2090663220123", key: "55", type: "NIR", oid: Person.nir))
        case .temporaryNumber: active.oid = Person.nia
        case .matriculeType: active.type = "NIR"
        case .noKey: active.key = nil
        case .givenNameOnly: (givenName, givenNames) = (firstGivenName, nil)
        case .givenNameToo: givenName = firstGivenName
        case .noBirthName: birthName = nil
        case .noGivenNames: givenNames = nil
        case .noSex: sex = nil
        case .emptyTraits: (birthName, givenNames, sex) = ("", "", "")
        case .wrongBirthDate: birthDate = birthDate == "1999-09-09" ? "1998-08-08" : "1999-09-09"
        case .wrongNumber:
            let other = active.number == "2751263220749" ? ("1810163220751", "40") : ("2751263220749", "74")
            (active.number, active.key) = other
        case .otherGivenNames: givenNames = "GONTRAN HECTOR"
        case .wrongActiveKey: active.key = Self.wrong(active.key)
        case .oldFaults, .fatalSeverity: break
        }
    }

    private var firstGivenName: String? { givenNames?.split(separator: " ").first.map(String.init) }

    /// Changes each earlier number; there is at least one: the active one with the other sex.
    private mutating func changeHistory(_ change: (inout Number) -> Void) {
        if history.isEmpty {
            var earlier = active
            earlier.number = (active.number.first == "1" ? "2" : "1") + active.number.dropFirst()
            earlier.key = Matricule(earlier.number)?.key
            history = [earlier]
        }
        for index in history.indices { change(&history[index]) }
    }

    /// Another key from 01 to 97.
    private static func wrong(_ key: String?) -> String { key == "11" ? "12" : "11" }
}
