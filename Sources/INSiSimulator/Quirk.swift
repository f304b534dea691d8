/// Something odd in an answer, to be switched on. The oddities of insi.md 4.3 and 10 have been seen; the others are
/// inventions that a careful client must survive.
public enum Quirk: String, CaseIterable, Sendable {
    /// A history entry ends before it begins: live.
    case historyDatesIncoherent = "history-dates-incoherent"
    /// The dates of history entries come before their number, against the schema: seen in a certification file.
    case historyDatesFirst = "history-dates-first"
    /// A history entry is the active number: seen in certification files.
    case historyEqualsActive = "history-equals-active"
    /// The key of a history entry is wrong: seen in a certification file.
    case historyWrongKey = "history-wrong-key"
    /// A second earlier number, without dates and with TypeMatricule: seen in a certification file.
    case secondHistory = "second-history"
    /// The active number is a temporary one by its OID: seen in certification files.
    case temporaryNumber = "temporary-number"
    /// TypeMatricule after the key: seen in a certification file.
    case matriculeType = "matricule-type"
    /// No key: the schema lets it out.
    case noKey = "no-key"
    /// Prenom stands in place of ListePrenom: the official sample of 2021.
    case givenNameOnly = "given-name-only"
    /// Prenom stands before ListePrenom: 2021 and 2022.
    case givenNameToo = "given-name-too"
    /// NomNaissance is absent.
    case noBirthName = "no-birth-name"
    /// ListePrenom is absent.
    case noGivenNames = "no-given-names"
    /// Sexe is absent.
    case noSex = "no-sex"
    /// NomNaissance, ListePrenom and Sexe are there and empty.
    case emptyTraits = "empty-traits"
    /// The birth date is another one.
    case wrongBirthDate = "wrong-birth-date"
    /// The active number is another valid one.
    case wrongNumber = "wrong-number"
    /// The given names are others.
    case otherGivenNames = "other-given-names"
    /// The key of the active number is wrong.
    case wrongActiveKey = "wrong-active-key"
    /// Faults of the front in their form of 2022 (insi.md 5.1).
    case oldFaults = "old-faults"
    /// Every fault has the severity `fatal`, which the schema does not know: live on insi_102.
    case fatalSeverity = "fatal-severity"
}
