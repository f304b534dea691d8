/// What is said of pages that ask to be let in.
extension Problem {
    /// The sentences of the problems that `callText` leaves to this file.
    var pairingText: ProblemText? {
        switch self {
        case .pairingClosed:
            .init(
                403, .afterUserAction, "Aucune fenêtre d'appairage n'est ouverte pour cette demande.",
                "Elle n'a pas été ouverte, elle est finie, ou une autre page ou une autre demande l'occupe.",
                "Ouvrez-la sur la page de l'agent ou avec « insi-agent pair », puis recommencez depuis la page.")
        case .pairingWrongCode:
            .init(
                403, .afterUserAction, "Ce n'est pas le code affiché par l'agent.", "La page n'est pas autorisée.",
                "Recopiez les six chiffres que l'agent affiche en ce moment.")
        case .pairingAlreadyOpen:
            .init(
                409, .later, "Une fenêtre d'appairage est déjà ouverte.", "Il y en a une à la fois.",
                "Terminez l'appairage en cours ou fermez sa fenêtre ; elle se ferme d'elle-même après deux minutes.")
        default: nil
        }
    }
}
