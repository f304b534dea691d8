/// What is said of identities that are handed to us to be drawn.
extension Problem {
    /// The sentences of the problems that `callText` leaves to this file.
    var identityText: ProblemText? {
        switch self {
        case .dataMatrixNotQualified:
            .init(
                422, .never, "Cette identité n'est pas qualifiée.",
                "Le datamatrix INS n'est produit que pour le statut « qualifiée » ; rien n'a été dessiné.",
                "Récupérez l'INS et validez l'identité, puis recommencez.")
        case .dataMatrixMatricule:
            .init(
                422, .afterUserAction, "Le matricule INS ou sa clé est faux.",
                "Treize caractères et la clé qui leur correspond, reçue d'INSi, sont attendus ; rien n'a été dessiné.",
                "Reprenez le matricule et la clé tels qu'INSi les a donnés.")
        case .dataMatrixOID:
            .init(
                422, .afterUserAction, "L'OID n'est pas celui d'un INS.",
                "L'OID d'un NIR ou d'un NIA est attendu ; rien n'a été dessiné.",
                "Reprenez l'OID tel qu'INSi l'a donné.")
        case .dataMatrixTestNumber:
            .init(
                422, .never, "Un INS de test ne s'imprime pas en production.",
                "Son OID, ou la marque « test » du dossier, le dit obtenu hors de la production ; rien n'a été dessiné.",
                "Interrogez INSi en production pour cette personne.")
        case .dataMatrixName:
            .init(
                422, .afterUserAction, "Un nom n'est pas tel qu'INSi l'écrit.",
                "A à Z, espace, trait d'union et apostrophe sont attendus ; rien n'a été dessiné.",
                "Reprenez le nom et les prénoms tels qu'INSi les a donnés, sans les retoucher.")
        case .dataMatrixTrait:
            .init(
                422, .afterUserAction, "Un trait d'identité n'est pas tel qu'INSi l'écrit.",
                "Sexe, date et lieu de naissance sont attendus ; rien n'a été dessiné.",
                "Reprenez le trait tel qu'INSi l'a donné, sans le retoucher.")
        case .dataMatrixUsualName:
            .init(
                422, .afterUserAction, "Un nom du dossier ne peut pas être imprimé.",
                "De 1 à 100 lettres et signes d'un nom sont attendus ; rien n'a été dessiné.",
                "Corrigez ce nom dans le dossier, ou ne l'envoyez pas.")
        case .dataMatrixFirstGivenName:
            .init(
                422, .afterUserAction, "Le premier prénom n'est pas le début des prénoms de naissance.",
                "La liste donnée par INSi commence autrement, ou par un prénom composé plus long ; rien n'a été dessiné.",
                "Corrigez le premier prénom d'après la liste des prénoms de naissance.")
        default: nil
        }
    }
}
