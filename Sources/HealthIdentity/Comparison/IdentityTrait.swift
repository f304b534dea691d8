/// What two identities are compared by, in the order in which a person should look when something differs: first what tells
/// one person from another for certain.
public enum IdentityTrait: String, CaseIterable, Sendable {
    /// Matricule and authority; no trait of the person, but the surest sign of another one.
    case matricule
    /// Birth date.
    case birthDate
    /// Sex.
    case sex
    /// Birth name.
    case birthName
    /// First given name against the list of INSi.
    case firstGivenName
    /// List of given names.
    case givenNames
    /// Birth place.
    case birthPlace
}
