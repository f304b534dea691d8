public import HealthIdentity

/// What a Vitale card says of one beneficiary, and WS_INS1 asks with (insi.md 2.7).
public struct VitaleSearch: Equatable, Sendable {
    /// The beneficiary's own number, when the card holds it (`MatriculeIndividu`).
    public let individual: Matricule?
    /// The policy holder's number (`MatriculeOD`).
    public let policyHolder: Matricule
    /// Birth name of the beneficiary, else of the policy holder; nil leaves the element out.
    public let birthName: SubmittedName?
    /// Birth date of the beneficiary as read, lunar dates included.
    public let birthDate: BirthDate
    /// Rank among twins.
    public let birthRank: BirthRank

    /// A search from its parts.
    public init(
        individual: Matricule?, policyHolder: Matricule, birthName: SubmittedName?, birthDate: BirthDate,
        birthRank: BirthRank
    ) {
        self.individual = individual
        self.policyHolder = policyHolder
        self.birthName = birthName
        self.birthDate = birthDate
        self.birthRank = birthRank
    }
}
