extension SearchHint {
    /// The advice for the person at the desk, in French.
    public var text: String {
        switch self {
        case .birthName:
            "Vérifiez le nom : c'est le nom de naissance qu'il faut, pas le nom utilisé (d'usage, d'époux)."
        case .givenNames: "Essayez les autres prénoms de l'état civil, dans l'ordre de la pièce d'identité."
        case .compoundGivenName: "Essayez le prénom composé en entier, ou seulement sa première partie."
        case .birthDate: "Vérifiez la date de naissance : jour et mois inversés, chiffre mal lu."
        case .sex: "Vérifiez le sexe inscrit sur la pièce d'identité."
        case .birthPlace: "Ajoutez le code INSEE du lieu de naissance : il distingue les homonymes."
        case .otherBirthPlace:
            "Vérifiez le code INSEE du lieu de naissance, tel qu'il était à la naissance (99 et le pays à l'étranger)."
        case .birthRank: "Confirmez le rang de naissance : il distingue les jumeaux."
        case .vitaleCard: "Demandez la carte Vitale et lancez la recherche par la carte."
        case .traits: "Recherchez sans la carte, avec les traits d'une pièce d'identité."
        }
    }
}
