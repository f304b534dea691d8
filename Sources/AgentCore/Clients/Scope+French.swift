/// What a right allows, for the person who grants it: the end of « Cette page pourra … ».
extension Scope {
    /// A sentence without its subject, in lower case and without a full stop.
    public var text: String {
        switch self {
        case .status: "voir les lecteurs, les cartes et l'avancement des recherches"
        case .patient: "voir le nom et la date de naissance des personnes de la carte Vitale"
        case .matricule: "voir les numéros de sécurité sociale et les matricules INS"
        case .ins: "voir l'identité nationale de santé du patient"
        case .insVitale: "rechercher l'identité du patient dont la carte Vitale est insérée"
        case .insTraits: "rechercher une identité par ses traits, sans carte Vitale"
        case .insVerify: "faire vérifier une identité déjà connue"
        case .insList: "confier à l'agent des listes de recherches"
        case .insDatamatrix: "dessiner le datamatrix et l'étiquette d'une identité"
        case .professional: "voir l'identité du professionnel et ses lieux d'exercice, et fermer sa session"
        case .audit: "voir les indicateurs, les traces et le journal de l'agent"
        case .metrics: "lire les mesures techniques de l'agent et son diagnostic du poste"
        case .pin: "présenter le code de la carte du professionnel"
        case .admin: "créer des programmes et des pages autorisés"
        case .pairing: "autoriser une page par un code, voir les autorisations et les retirer"
        }
    }
}
