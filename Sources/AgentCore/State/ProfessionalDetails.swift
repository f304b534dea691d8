/// What `GET /v1/professional` tells beside the state: holder, certificate and practice situations (endpoint.md 2).
public struct ProfessionalDetails: Equatable, Sendable {
    /// Session of the card.
    public let cardSession: String
    /// `CPS3` or `CPS4`.
    public let generation: String
    /// The holder.
    public let holder: Holder
    /// The signature certificate.
    public let certificate: SigningCertificate
    /// Practice situations in the card's order; nil before the PIN.
    public let situations: [Situation]?

    /// The holder, as the certificate and the card's own objects state.
    public struct Holder: Equatable, Sendable {
        /// National identifier with its type digit.
        public let nationalId: String
        /// Surname; nil on a card that is not nominative.
        public let surname: String?
        /// Given name; nil on a card that is not nominative.
        public let givenName: String?
        /// Civility, in French, as the card's own object has it.
        public let civility: String?
        /// Label of the profession, in French.
        public let profession: String?
        /// Profession that a CPF holder trains for, table G15.
        public let futureProfession: Int?
        /// CPS, CPF, CDE-CPE, CPA or CPX.
        public let cardType: String
        /// Whether it is a test card.
        public let isTest: Bool
        /// The ten digits printed on the card.
        public let cardNumber: String?
        /// Speciality, four characters of table R01.
        public let speciality: String?
    }

    /// The certificate whose key signs assertions; times in seconds since 1970 UTC.
    public struct SigningCertificate: Equatable, Sendable {
        /// Distinguished name of its subject.
        public let subject: String
        /// Distinguished name of the authority that issued it.
        public let issuer: String
        /// Begin of its validity.
        public let notBefore: Int64
        /// End of its validity, included.
        public let notAfter: Int64
    }

    /// One practice situation (cpx.md 6.4).
    public struct Situation: Equatable, Sendable {
        /// Number on the card, from 1; not always consecutive.
        public let index: Int
        /// Mode of practice, table G17.
        public let mode: Int?
        /// Name of the structure.
        public let name: String?
        /// Identifier of the structure with its type digit.
        public let structureId: String?
        /// Sector of activity, table R02.
        public let sector: String?
    }
}

/// What `GET /v1/professional/pin` tells before a code is typed; read from the card at that moment.
public struct PINOverview: Equatable, Sendable {
    /// Session of the card, to name it when a code is sent.
    public let cardSession: String
    /// Whether the PIN was accepted in this session.
    public let isVerified: Bool
    /// Tries left for the PIN, 0 when it is blocked; nil when the card does not say.
    public let triesLeft: Int?
    /// Tries left for the PUK.
    public let pukTriesLeft: Int?
    /// How many digits a PIN of this card has.
    public let lengths: ClosedRange<Int>
    /// Whether the reader has a pad for it.
    public let hasPINPad: Bool
}
