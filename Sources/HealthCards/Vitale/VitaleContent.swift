public import HealthIdentity

/// What the free reading of a Vitale card gives (vitale.md 3).
public struct VitaleContent: Equatable, Sendable {
    /// Everybody on the card, in the card's order; the policy holder has index 0 and a matricule.
    public let beneficiaries: [VitaleBeneficiary]

    /// The rank of birth is not read: it is assumed for everybody and shown as such (vitale.md 8.3).
    public var assumedBirthRank: BirthRank { .assumed }

    /// The policy holder's matricule.
    public let policyHolder: Matricule

    /// A content from its parts.
    public init(policyHolder: Matricule, beneficiaries: [VitaleBeneficiary]) {
        self.policyHolder = policyHolder
        self.beneficiaries = beneficiaries
    }
}

/// One person on a Vitale card.
public struct VitaleBeneficiary: Equatable, Sendable {
    /// Position on the card, which joins the card's files; not always consecutive.
    public let index: Int
    /// The card's name, birth or usage name: it does not say which (vitale.md 3.3).
    public let name: String
    /// Given name; empty when the card has none.
    public let givenName: String
    /// As on the card, lunar dates included (vitale.md 8.2).
    public let birthDate: BirthDate
    /// The person's own matricule; nil when the card holds none (vitale.md 3.4).
    public let matricule: Matricule?
    /// The two-digit key as on the card.
    public let matriculeKey: String?

    /// A person from parts.
    public init(
        index: Int, name: String, givenName: String, birthDate: BirthDate, matricule: Matricule?, matriculeKey: String?
    ) {
        self.index = index
        self.name = name
        self.givenName = givenName
        self.birthDate = birthDate
        self.matricule = matricule
        self.matriculeKey = matriculeKey
    }

    /// True when the card's key is not the one that the matricule demands: a warning, not an error (vitale.md 8.1).
    public var hasWrongKey: Bool {
        matricule.map { $0.key != matriculeKey } ?? false
    }
}
