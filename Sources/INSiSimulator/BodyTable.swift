import XML

/// The bodies of WS_INS1 and WS_INS2, written from the schemas (insi.md 2.7, 2.8). The schemas give no pattern to any of
/// these texts: what a text must look like is a functional rule, in `VitaleQuery` and `TraitsQuery`.
enum BodyTable {
    static let vitale = ElementRule(
        .vitale("RECVITALE"), 1, 1,
        .sequence([
            ElementRule(.vitale("MatriculeIndividu"), 0, 1, matricule),
            ElementRule(.vitale("MatriculeOD"), 1, 1, matricule),
            ElementRule(.vitale("NomNaissance"), 0, 1, .text(.any)),
            ElementRule(.vitale("DateNaissance"), 1, 1, .text(.any)),
            ElementRule(.vitale("RangNaissance"), 1, 1, .text(.any)),
        ]))

    static let traits = ElementRule(
        .traits("RECSANSVITALE"), 1, 1,
        .sequence([
            ElementRule(.traits("NomNaissance"), 0, 1, .text(.any)),
            ElementRule(.traits("Prenom"), 0, .max, .text(.any)),
            ElementRule(.traits("Sexe"), 0, 1, .text(.any)),
            ElementRule(.traits("DateNaissance"), 0, 1, .text(.any)),
            ElementRule(.traits("LieuNaissance"), 0, 1, .text(.any)),
        ]))

    private static let matricule = ElementRule.Content.sequence([
        ElementRule(.vitale("NumIdentifiant"), 1, 1, .text(.any)),
        ElementRule(.vitale("Cle"), 0, 1, .text(.any)),
        ElementRule(.vitale("TypeMatricule"), 0, 1, .text(.any)),
    ])
}
