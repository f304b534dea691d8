/// Where a card stands with its PIN, asked without presenting anything (cpx.md 4).
public enum PINStatus: Hashable, Sendable {
    /// Verified since the last reset.
    case verified
    /// Not verified; the number of tries left when the card says it, at least 1.
    case notVerified(triesLeft: Int?)
    /// No try is left.
    case blocked
}
