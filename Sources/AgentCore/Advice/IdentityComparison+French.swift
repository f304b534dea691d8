public import HealthIdentity

extension IdentityTrait {
    /// Its name at the desk, in French.
    public var text: String {
        switch self {
        case .matricule: "matricule INS"
        case .birthDate: "date de naissance"
        case .sex: "sexe"
        case .birthName: "nom de naissance"
        case .firstGivenName: "premier prénom de naissance"
        case .givenNames: "liste des prénoms de naissance"
        case .birthPlace: "lieu de naissance"
        }
    }
}

extension TraitComparison {
    /// What a person is told of the trait, in French and without its value.
    public var text: String { reason?.text ?? "Identique." }
}

extension TraitComparison.Reason {
    /// What a person is told of it, in French.
    public var text: String {
        switch self {
        case .spelling: "Même texte aux accents, aux majuscules et aux traits d'union près."
        case .startOfList: "C'est le début de la liste des prénoms d'INSi."
        case .startSpelledOtherwise: "C'est le début de la liste des prénoms d'INSi, à l'orthographe près."
        case .insideCompound: "Début d'un prénom composé de la liste d'INSi : vérifiez s'il est complet."
        case .laterInList: "C'est un autre prénom de la liste d'INSi, pas le premier."
        case .usedName: "Le nom utilisé du dossier est le nom de naissance d'INSi : les deux semblent intervertis."
        case .usedGivenName: "Le prénom utilisé du dossier est le premier prénom d'INSi."
        case .exchanged: "Nom et prénom semblent intervertis."
        case .order: "Mêmes mots dans un autre ordre."
        case .joined: "Mêmes lettres, séparées autrement."
        case .part: "L'un n'est qu'une partie de l'autre."
        case .nearly: "Un seul caractère d'écart : faute de frappe possible, ou autre personne."
        case .dayMonth: "Jour et mois semblent intervertis."
        case .incomplete: "L'une des dates est incomplète."
        case .indeterminate: "INSi ne connaît que M et F."
        case .unknownPlace: "Le lieu est inconnu (99999)."
        case .corsica: "Même numéro en Corse, avant et après 1976 : vérifiez la commune."
        case .former: "C'est un ancien matricule de cette personne."
        case .temporary: "L'un des matricules est temporaire (NIA)."
        case .authority: "Même numéro, mais d'une autre autorité (OID)."
        case .key: "Même numéro, mais la clé d'INSi ne lui correspond pas."
        case .incomparable: "Un signe sans équivalent empêche la comparaison."
        case .other: "Différent."
        case .notLocal: "Absent du dossier."
        case .notAtINSi: "Absent de la réponse d'INSi."
        case .nowhere: "Absent des deux côtés."
        }
    }
}

extension IdentityComparison {
    /// The score in words: which traits cost how many points, in French.
    public var scoreText: String {
        if verdict == .identical { return "100 points sur 100 : tout est identique." }
        if hasOtherMatricule { return "0 point sur 100 : le matricule INS diffère, rien d'autre ne compte." }
        let told = look.compactMap { trait in traits.first { $0.trait == trait } }.map { trait in
            let loss = trait.weight - trait.points
            return "\(trait.trait.text)\(loss > 0 ? " −\(loss)" : "") (\(trait.outcome.text))"
        }
        return "\(score) points sur 100 : \(told.joined(separator: ", "))."
    }
}

extension TraitComparison.Outcome {
    /// One word, in French.
    public var text: String {
        switch self {
        case .equal: "identique"
        case .equivalent: "équivalent"
        case .different: "différent"
        case .missing: "absent"
        }
    }
}
