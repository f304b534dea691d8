public import HealthIdentity

extension AgentError {
    /// The refusal of a call that the rules of identity care forbid, with the rule.
    public init(_ refusal: LocalIdentity.Refusal) {
        let problem: Problem =
            switch refusal {
            case .fictitious: .localFictitious
            case .doubtful: .localDoubtful
            case .qualified: .localQualified
            case .provisional: .localProvisional
            }
        self.init(problem, rule: refusal.rule)
    }

    /// Traits that cannot be sent: which one and why, never its value but the one character that has no equivalent.
    public init(_ fault: SoughtTraits.Fault) {
        switch fault {
        case .birthName(let cause):
            self.init(.traitsBirthName, detail: Self.told("Nom de naissance", cause), rule: "EF_INS10_01")
        case .givenName(let index, let cause):
            self.init(.traitsGivenName, detail: Self.told("Prénom n° \(index + 1)", cause), rule: "EF_INS10_02")
        case .givenNames(let count):
            self.init(
                .traitsGivenName, detail: "De 1 à 10 prénoms sont attendus, \(count) reçu(s).", rule: "EF_INS10_02")
        case .sex: self.init(.traitsSex, rule: "EF_INS25_04")
        case .birthDate: self.init(.traitsBirthDate)
        case .birthDateIncomplete: self.init(.traitsBirthDateIncomplete, rule: "RNIV, EXI ID 11 et 12")
        case .birthPlace: self.init(.traitsBirthPlace)
        }
    }

    private static func told(_ trait: String, _ fault: SubmittedName.Fault) -> String {
        switch fault {
        case .empty: "\(trait) : vide ou sans lettre ; rien n'a été envoyé."
        case .noEquivalent(let character, let position):
            "\(trait) : le caractère n° \(position) (U+\(hexadecimal(character))) n'a pas d'équivalent ; rien n'a été envoyé."
        case .start: "\(trait) : commence par un trait d'union ; rien n'a été envoyé."
        case .end: "\(trait) : finit par un trait d'union ou une apostrophe ; rien n'a été envoyé."
        case .doubledSign:
            "\(trait) : deux signes (espace, apostrophe, trait d'union) se suivent ; rien n'a été envoyé."
        }
    }

    private static func hexadecimal(_ character: UInt32) -> String {
        let digits = String(character, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
