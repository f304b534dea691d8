import HealthCards
import HealthIdentity
import SmartCard

/// What is known of the card in one reader, from its insertion to its removal.
struct CardSlot {
    /// Which insertion it is; nil for a thing that does not answer.
    let insertion: CardInsertion?
    /// Its unguessable session.
    let session: String
    /// What it turned out to be.
    var content: Content
    /// The task that reads it.
    var reading: Task<Void, Never>?

    enum Content {
        /// Being recognised; the kind that the ATR suggests.
        case recognising(CardKind)
        /// A Vitale card being read.
        case readingVitale
        /// A Vitale card read whole.
        case vitale(VitaleRecord)
        /// A professional's card read.
        case professional(ProfessionalCard)
        /// A card that cannot be used, and what it was meant for when that is known.
        case unusable(kind: CardKind?, role: ReaderState.Role?, AgentError)
    }

    /// What the card is for, once known; what its ATR suggests before.
    var role: ReaderState.Role? {
        switch content {
        case .recognising(let guess): guess.role
        case .readingVitale, .vitale: .patient
        case .professional: .professional
        case .unusable(_, let role, _): role
        }
    }
}

extension CardSlot {
    /// Whether the card was read, so that its reader may be remembered for its role.
    var isIdentified: Bool {
        switch content {
        case .vitale, .professional: true
        case .recognising, .readingVitale, .unusable: false
        }
    }
}
