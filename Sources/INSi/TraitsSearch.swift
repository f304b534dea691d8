public import HealthIdentity

/// One attempt of WS_INS2: one given name, or all of them in one (insi.md 2.8, 6.4).
public struct TraitsSearch: Hashable, Sendable {
    /// Birth name.
    public let birthName: SubmittedName
    /// What goes into the one `Prenom`.
    public let givenName: SubmittedName
    /// Sex.
    public let sex: Sex
    /// A day of the calendar.
    public let birthDate: BirthDate
    /// Birth place, on a second call only.
    public let birthPlace: BirthPlace?

    /// An attempt for these traits.
    init(_ traits: SoughtTraits, givenName: SubmittedName, birthPlace: BirthPlace? = nil) {
        birthName = traits.birthName
        self.givenName = givenName
        sex = traits.sex
        birthDate = traits.birthDate
        self.birthPlace = birthPlace
    }
}
