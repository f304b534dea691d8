public import HealthIdentity

/// What the free reading of a Vitale card gives (vitale.md 3).
public struct VitaleContent: Equatable, Sendable {
    /// Everybody on the card, in the card's order; the policy holder has index 0 and a matricule.
    public let beneficiaries: [VitaleBeneficiary]

    /// The policy holder's matricule.
    public let policyHolder: Matricule

    /// Serial number and nature of the chip; only the official libraries tell them (vitale.md 5.5), nil without them.
    public let chip: VitaleChip?

    /// The files of which the card said that they may be damaged.
    public let possiblyCorrupted: [CardFile]

    /// A content from its parts.
    public init(
        policyHolder: Matricule, beneficiaries: [VitaleBeneficiary], chip: VitaleChip? = nil,
        possiblyCorrupted: [CardFile] = []
    ) {
        self.policyHolder = policyHolder
        self.beneficiaries = beneficiaries
        self.chip = chip
        self.possiblyCorrupted = possiblyCorrupted
    }

    /// What a person should check although the card was read.
    public var warnings: [VitaleWarning] {
        possiblyCorrupted.map { .possiblyCorrupted($0) }
            + beneficiaries.filter(\.hasWrongKey).map { .wrongKey(index: $0.index) }
    }
}

/// The chip of a Vitale card as MICA describes it (vitale.md 5.5).
public struct VitaleChip: Equatable, Sendable {
    /// Logical serial number, decimal digits as the library gave them.
    public let serial: String
    /// Whether it is a real person's card; nil when the library did not say.
    public let nature: Nature?

    /// `natureCarte` (vitale.md 1.1).
    public enum Nature: Character, Equatable, Sendable {
        case real = "R"
        case demonstration = "D"
        case test = "T"
    }

    /// A chip from its parts.
    public init(serial: String, nature: Nature?) {
        self.serial = serial
        self.nature = nature
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
    /// Birth name; only the official libraries tell it.
    public let birthName: String?
    /// Rank of birth; only the official libraries tell it (vitale.md 8.3). Nil has to be assumed, and shown as such.
    public let birthRank: BirthRank?

    /// A person from parts.
    public init(
        index: Int, name: String, givenName: String, birthDate: BirthDate, matricule: Matricule?,
        matriculeKey: String?, birthName: String? = nil, birthRank: BirthRank? = nil
    ) {
        self.index = index
        self.name = name
        self.givenName = givenName
        self.birthDate = birthDate
        self.matricule = matricule
        self.matriculeKey = matriculeKey
        self.birthName = birthName
        self.birthRank = birthRank
    }

    /// True when the card's key is not the one that the matricule demands: a warning, not an error (vitale.md 8.1).
    public var hasWrongKey: Bool {
        matricule.map { $0.key != matriculeKey } ?? false
    }
}
