import Cryptography
import HealthCards
import SAML

/// An assertion and when it was issued, its `IssueInstant` on a clock that only goes forward.
struct RecentAssertion {
    let signed: SignedAssertion
    let at: ContinuousClock.Instant
}

/// A professional's card in place: its certificate and the state of its PIN.
struct ProfessionalCard {
    /// The card as read at its insertion.
    let card: CPxCard
    /// Whether the reader has a pad for the PIN.
    let hasPINPad: Bool
    /// What forbids its use, whoever holds it: a card of another world, an unknown authority.
    let refusal: Problem?
    /// Whether the PIN was accepted in this session.
    var isPINVerified = false
    /// Whether the card tells by an empty VERIFY that its PIN holds: learnt when a PIN was accepted. That a real card does is
    /// known from software and benches only (cpx.md 4).
    var tellsPINStatus = false
    /// Tries left when last asked.
    var triesLeft: Int?
    /// Whether the card says that its PIN is blocked.
    var isBlocked = false
    /// Practice situations, readable after the PIN (cpx.md 6.4).
    var situations: [PracticeSituation] = []
    /// Where the PIN is being asked for.
    var prompt: ProfessionalState.PINPrompt?
    /// What became of the last entry on the reader's pad, when it was not accepted.
    var padProblem: AgentError?
    /// When the PIN was accepted or last needed.
    var lastUse = ContinuousClock.now
    /// The last assertion that it signed.
    var assertion: RecentAssertion?
    /// Whether the card may hold a code that the state no longer tells of, since its reset failed.
    var mustReset = false

    /// A card that was just read.
    init(_ card: CPxCard, hasPINPad: Bool, refusal: Problem?, triesLeft: Int?) {
        self.card = card
        self.hasPINPad = hasPINPad
        self.refusal = refusal
        note(triesLeft: triesLeft)
    }

    /// Why the card cannot be used at all, at a time in seconds since 1970; nil when it can.
    func obstacle(at now: Int64) -> Problem? {
        if let refusal { return refusal }
        guard card.holder.isNominative else { return .professionalNotNominative }
        return card.holder.certificate.isValid(at: now) ? nil : .professionalExpired
    }

    /// The chip's generation in the state document's words.
    var generation: String { card.generation == .cps4 ? "CPS4" : "CPS3" }

    /// The sector of activity, when the card tells exactly one.
    var sector: String? {
        let sectors = Set(situations.compactMap(\.sector))
        return sectors.count == 1 ? sectors.first : nil
    }
}
