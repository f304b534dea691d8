public import HealthIdentity

/// What the official libraries tell of a Vitale card (vitale.md 5.4, 5.5).
public struct OfficialContent: Equatable, Sendable {
    /// Everybody on the card, in its order; empty when only MICA is configured.
    public let bearers: [OfficialBearer]
    /// Serial number and nature; nil when no library told a serial number.
    public let chip: VitaleChip?
    /// Whether the people are known to be of the card in the reader that was asked about: MICA, which is asked about a
    /// reader, and the reading API, which is not, told the same serial number.
    public let isBoundToReader: Bool

    /// A content from its parts.
    public init(bearers: [OfficialBearer], chip: VitaleChip?, isBoundToReader: Bool = false) {
        self.bearers = bearers
        self.chip = chip
        self.isBoundToReader = isBoundToReader
    }
}

/// One person as the reading API tells them: every element may be absent.
public struct OfficialBearer: Equatable, Sendable {
    /// `nomUsuel`.
    public let usedName: String?
    /// `nomPatronymique`.
    public let birthName: String?
    /// `prenomUsuel`.
    public let givenName: String?
    /// `date`, JJMMAAAA, or `dateEnCarte` of eight digits; nil when the card has no century.
    public let birthDate: BirthDate?
    /// `rangDeNaissance`.
    public let birthRank: BirthRank?
    /// `nir`: the policy holder's matricule, with its key as given.
    public let policyHolder: (matricule: Matricule, key: String?)?
    /// `nirCertifie`: the person's own, with its key as given.
    public let own: (matricule: Matricule, key: String?)?
    /// `qualBenef`: 0 is the policy holder.
    public let quality: Int?

    /// A person from parts.
    public init(
        usedName: String?, birthName: String?, givenName: String?, birthDate: BirthDate?, birthRank: BirthRank?,
        policyHolder: (matricule: Matricule, key: String?)?, own: (matricule: Matricule, key: String?)?, quality: Int?
    ) {
        self.usedName = usedName
        self.birthName = birthName
        self.givenName = givenName
        self.birthDate = birthDate
        self.birthRank = birthRank
        self.policyHolder = policyHolder
        self.own = own
        self.quality = quality
    }

    /// Element by element.
    public static func == (left: OfficialBearer, right: OfficialBearer) -> Bool {
        left.usedName == right.usedName && left.birthName == right.birthName && left.givenName == right.givenName
            && left.birthDate == right.birthDate && left.birthRank == right.birthRank && left.quality == right.quality
            && left.policyHolder?.matricule == right.policyHolder?.matricule
            && left.policyHolder?.key == right.policyHolder?.key && left.own?.matricule == right.own?.matricule
            && left.own?.key == right.own?.key
    }
}
