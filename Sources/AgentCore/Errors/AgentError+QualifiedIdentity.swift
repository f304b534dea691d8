public import HealthIdentity

extension AgentError {
    /// An identity that may not be printed: which trait and what is expected, never its value.
    public init(_ fault: QualifiedIdentity.Fault) {
        switch fault {
        case .notQualified: self.init(.dataMatrixNotQualified, rule: fault.rule)
        case .attribute(let attribute):
            self.init(
                .dataMatrixNotQualified,
                detail: "L'attribut « \(attribute.rawValue) » interdit le statut « qualifiée » ; rien n'a été dessiné.",
                rule: fault.rule)
        case .matricule: self.init(.dataMatrixMatricule)
        case .oid: self.init(.dataMatrixOID)
        case .testNumber: self.init(.dataMatrixTestNumber, rule: fault.rule)
        case .birthName(let cause):
            self.init(.dataMatrixName, detail: Self.told("Nom de naissance", cause, isRecorded: true))
        case .givenNames(let cause):
            self.init(.dataMatrixName, detail: Self.told("Prénoms de naissance", cause, isRecorded: true))
        case .sex: self.init(.dataMatrixTrait, detail: "Sexe : M ou F est attendu ; rien n'a été dessiné.")
        case .birthDate:
            self.init(
                .dataMatrixTrait, detail: "Date de naissance : AAAA-MM-JJ est attendu ; rien n'a été dessiné.")
        case .birthPlace:
            self.init(
                .dataMatrixTrait,
                detail: "Lieu de naissance : un code INSEE de cinq caractères est attendu ; rien n'a été dessiné.")
        }
    }

    /// Names of the caller's own that may not stand in the block.
    public init(_ fault: UsualNames.Fault) {
        switch fault {
        case .name(let trait, let cause):
            self.init(.dataMatrixUsualName, detail: Self.told(Self.name(of: trait), cause, isRecorded: false))
        case .firstGivenNameMissing:
            self.init(
                .dataMatrixFirstGivenName,
                detail: "Premier prénom : il est attendu, car la liste d'INSi a plusieurs mots ; rien n'a été dessiné.",
                rule: GivenNameConsistency.rule)
        case .firstGivenNameDiffers: self.init(.dataMatrixFirstGivenName, rule: GivenNameConsistency.rule)
        }
    }

    private static func name(of trait: UsualNames.Trait) -> String {
        switch trait {
        case .firstGivenName: "Premier prénom"
        case .usedName: "Nom utilisé"
        case .usedGivenName: "Prénom utilisé"
        }
    }

    private static func told(_ trait: String, _ fault: NameFault, isRecorded: Bool) -> String {
        switch fault {
        case .length: "\(trait) : de 1 à 100 caractères sont attendus ; rien n'a été dessiné."
        case .character(let position) where isRecorded:
            "\(trait) : A à Z, espace, trait d'union et apostrophe sont attendus, ce que l'octet n° \(position) n'est pas ; "
                + "rien n'a été dessiné."
        case .character(let position):
            "\(trait) : le caractère n° \(position) n'est pas de ceux d'un nom ; rien n'a été dessiné."
        case .edge: "\(trait) : ni espace au début ni espace à la fin ; rien n'a été dessiné."
        case .noLetter: "\(trait) : une lettre au moins est attendue ; rien n'a été dessiné."
        }
    }
}
