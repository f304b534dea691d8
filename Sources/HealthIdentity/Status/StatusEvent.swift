/// What happens to a local identity, or is asked of it.
public enum StatusEvent: String, CaseIterable, Sendable {
    /// Somebody wants to ask INSi for it.
    case callRequested
    /// INSi returned one identity, and a person found it coherent with the local one.
    case insRetrieved
    /// INSi returned none or several.
    case insNotFound
    /// INSi no longer confirms the INS.
    case insInvalidated
    /// The INS, and with it the strict traits, were taken from another person.
    case insOfAnotherPerson
    /// The traits agree with an identity document of high confidence.
    case documentChecked
    /// The document turns out not to count: false, of another person, taken by mistake.
    case documentWithdrawn
    /// A strict trait was changed on somebody's word.
    case strictTraitChanged
    /// A strict trait was changed after an identity document of high confidence.
    case strictTraitCorrected
    /// The attribute `douteux` is set.
    case doubtfulSet
    /// The attribute `douteux` is removed.
    case doubtfulCleared
    /// The attribute `fictif` is set.
    case fictitiousSet
    /// The attribute `fictif` is removed.
    case fictitiousCleared
    /// The attribute `homonyme` is set.
    case homonymSet
    /// The attribute `homonyme` is removed.
    case homonymCleared
    /// Somebody wants to give matricule and OID to others: a document, a Data Matrix, a mail address.
    case transmissionRequested
}
