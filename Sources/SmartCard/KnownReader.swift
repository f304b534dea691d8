/// One line of the table of readers met in France (vitale.md 7.5).
public struct KnownReader: Hashable, Sendable {
    /// The model, or the family, as it is sold.
    public let name: String
    /// Its models on USB; empty where none is known.
    public let identifiers: [USBIdentifier]
    /// Its openings for cards; nil where that is not known.
    public let slots: Int?
    /// At which level commands are handed to it; nil where that is not known.
    public let exchange: Exchange?
    /// Whether it is known to have a pad for the PIN.
    public let hasPINPad: Bool
    /// Whether it speaks PC/SC with the drivers that are public.
    public let speaksPCSC: Bool
    /// What else is known, for whoever chooses or installs it, in French.
    public let note: String?
    /// What the person at the desk should know of it, in French.
    public let hint: String?
    /// Where the line comes from.
    public let confidence: Confidence

    /// How a reader exchanges with its card.
    public enum Exchange: String, Hashable, Sendable {
        /// The driver does the transmission protocol itself.
        case tpdu = "TPDU"
        /// The reader takes short commands whole.
        case short = "APDU court"
        /// The reader takes extended commands whole.
        case extended = "APDU étendu"
        /// Of a line for several models that differ.
        case mixed = "selon le modèle"
    }

    /// How far a line can be trusted.
    public enum Confidence: String, Hashable, Sendable {
        /// The numbers stand in the list of the PC/SC driver libccid.
        case listed = "liste de libccid"
        /// Weak: told by reports from the field only.
        case reported = "rapports de terrain"
    }

    init(
        _ name: String, _ identifiers: [USBIdentifier], slots: Int? = nil, _ exchange: Exchange? = nil,
        pinPad: Bool = false, speaksPCSC: Bool = true, note: String? = nil, hint: String? = nil,
        confidence: Confidence = .listed
    ) {
        self.name = name
        self.identifiers = identifiers
        self.slots = slots
        self.exchange = exchange
        self.hasPINPad = pinPad
        self.speaksPCSC = speaksPCSC
        self.note = note
        self.hint = hint
        self.confidence = confidence
    }
}
