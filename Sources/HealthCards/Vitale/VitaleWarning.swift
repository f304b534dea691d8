/// What a person should check although the card was read.
public enum VitaleWarning: Hashable, Sendable {
    /// The card itself said `6281` while giving this file (vitale.md 3.9).
    case possiblyCorrupted(CardFile)
    /// The key of that beneficiary's matricule, by index, is not the one that the number demands (vitale.md 8.1).
    case wrongKey(index: Int)
}
