public import HealthIdentity

/// The whole story at one moment, as a value (endpoint.md 1). `StateStore` gives it its revision.
public struct AgentState: Equatable, Sendable {
    /// Whether the PC/SC service answers.
    public var readerServiceAvailable = false
    /// Every reader, by name.
    public var readers: [ReaderState] = []
    /// The professional's card.
    public var professional = ProfessionalState()
    /// The patient's card; it leaves the state in the revision of its removal.
    public var patient = PatientState()
    /// What became of the patient's INS.
    public var ins = INSState()

    /// Nothing known yet.
    public init() {}
}

/// One reader and what is in it.
public struct ReaderState: Equatable, Sendable {
    /// Name as PC/SC gives it.
    public var name: String
    /// What its card is for; for an empty reader what it was last used for, nil when that is unknown.
    public var role: Role?
    /// The kind of its card in the glossary's words, e.g. `vitale`, `professional`, `unknown`; nil when empty.
    public var card: String?
    /// The session of its card.
    public var cardSession: String?
    /// Where it is plugged, the kernel's path of the USB device; nil when that is unknown.
    public var usbPath: String?
    /// What the person at the desk should know of its model, in French; nil for a model that the table does not know.
    public var hint: String?
    /// Why nothing can be read in it, whatever card is used.
    public var problem: AgentError?

    /// A reader's role follows from its card.
    public enum Role: String, Equatable, Sendable {
        /// Holds the Vitale card.
        case patient
        /// Holds the professional's card.
        case professional
    }
}

/// The professional's card and what it can do now.
public struct ProfessionalState: Equatable, Sendable {
    /// Where the card stands.
    public var status = Status.absent
    /// Its session.
    public var cardSession: String?
    /// Who holds it.
    public var holder: Holder?
    /// End of the signature certificate's validity, seconds since 1970 UTC.
    public var certificateNotAfter: Int64?
    /// Tries left for the PIN, when the card said.
    public var pinTriesLeft: Int?
    /// Whether the reader has a pad of its own for the PIN.
    public var hasPINPad = false
    /// Whether the PIN is being asked for, and where.
    public var pinPrompt: PINPrompt?
    /// Generation of the chip, `CPS3` or `CPS4`.
    public var generation: String?
    /// Why it cannot be used, for the statuses that have a reason.
    public var problem: AgentError?

    /// The statuses of endpoint.md 1.
    public enum Status: String, Equatable, Sendable {
        case absent, reading, unreadable, locked, ready, pinBlocked, expired, notConfigured
    }

    /// Where a person is asked for the PIN.
    public enum PINPrompt: String, Equatable, Sendable {
        /// A program asked that the agent's page or the command line take it.
        case requested
        /// The reader's own pad waits for it.
        case onPad
    }

    /// The holder as the certificate names them.
    public struct Holder: Equatable, Sendable {
        /// National identifier, the CN of the certificate.
        public var nationalId: String
        /// Given name and surname; nil when the card is not nominative.
        public var name: String?
        /// Title of the profession.
        public var profession: String?
        /// CPS, CPF, CDE-CPE, CPA or CPX.
        public var cardType: String
        /// Whether it is a test card.
        public var isTest: Bool
    }
}

/// The patient's card.
public struct PatientState: Equatable, Sendable {
    /// Where the card stands.
    public var status = Status.absent
    /// Its session.
    public var cardSession: String?
    /// `vitale2` once read, or `vitale1` when an official library read it.
    public var generation: String?
    /// Everybody on the card, in the card's order.
    public var beneficiaries: [Beneficiary] = []
    /// What the card did not say and we assumed, e.g. `birthRank`.
    public var assumed: [String] = []
    /// What a person should check although the card was read: `possiblyCorrupted`, `key.incoherent.<index>`.
    public var warnings: [String] = []
    /// Why it cannot be used.
    public var problem: AgentError?

    /// The statuses of endpoint.md 1.
    public enum Status: String, Equatable, Sendable {
        case absent, reading, ready, unreadable, unsupported
    }

    /// One person of the card.
    public struct Beneficiary: Equatable, Sendable {
        /// Position on the card; 0 is the policy holder.
        public var index: Int
        /// Name on the card; whether used or birth name is unknown.
        public var name: String
        /// Given name on the card.
        public var givenName: String
        /// Birth date as written.
        public var birthDate: BirthDate
        /// Rank of birth.
        public var birthRank: BirthRank
        /// The person's own matricule, 13 characters, when the card holds one.
        public var matricule: Matricule?
    }
}

/// What became of the INS of the card in place.
public struct INSState: Equatable, Sendable, Codable {
    /// Where the search stands.
    public var status = Status.idle
    /// The patient's card session that it belongs to.
    public var cardSession: String?
    /// Whom it was asked for.
    public var beneficiary: Int?
    /// Identifier of the call.
    public var requestId: String?
    /// The identity, when exactly one was found.
    public var identity: INSIdentity?
    /// Reasons that forbid using the identity; empty when it is usable.
    public var notUsableBecause: [String] = []
    /// The calls that a search by traits made; empty for a card.
    public var attempts: [Attempt] = []
    /// What to try next when nobody or several were found, in order.
    public var hints: [SearchHint] = []
    /// Why it failed.
    public var problem: AgentError?
    /// A result whose card is gone, kept for a bounded time; nothing of the patient is here.
    public var lastResult: LastResult?

    /// The statuses of endpoint.md 1.
    public enum Status: String, Equatable, Sendable, Codable {
        case idle, waitingForBeneficiary, waitingForProfessional, calling, found, notFound, several, failed
    }

    /// One call of a search by traits.
    public struct Attempt: Equatable, Sendable, Codable {
        /// Index of the given name that was sent; nil when all were sent in one.
        public var givenName: Int?
        /// Whether the birth place was sent.
        public var hasBirthPlace: Bool
        /// What the service said.
        public var returnCode: String
    }

    /// Where to fetch a result whose card was pulled.
    public struct LastResult: Equatable, Sendable, Codable {
        /// Identifier of the call.
        public var requestId: String
        /// When it is erased, seconds since 1970 UTC.
        public var expiresAt: Int64
    }
}
