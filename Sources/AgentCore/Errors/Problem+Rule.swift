extension Problem {
    /// The rule behind a refusal that always has the same one; nil for any other problem.
    var rule: String? {
        switch self {
        case .certificateTest, .professionalTestCard, .vitaleTestCard:
            "Aucune carte ni certificat de test en production"
        case .professionalRealCard, .vitaleRealCard: "Aucune carte réelle hors de la production"
        case .traitsBirthDate: "INSi, DateNaissance : une date du calendrier, AAAA-MM-JJ"
        case .traitsBirthPlace: "INSi, LieuNaissance : code officiel géographique (COG) à la date de naissance"
        default: nil
        }
    }
}
