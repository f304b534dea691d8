/// What a card is. Only `vitale`, `cps3` and `cps4` are read by us, and `vitale1` by an official library; the others are named
/// so that a person learns why theirs is not.
public enum CardKind: Hashable, Sendable, CaseIterable {
    /// Vitale 2 and its successors (vitale.md 1.1).
    case vitale
    /// First generation Vitale: no public way to read it (vitale.md 4).
    case vitale1
    /// CPx of the third generation, by its contacts (cpx.md 1.2).
    case cps3
    /// CPx of the fourth generation, with another command set.
    case cps4
    /// CPx of the second generation.
    case cps2ter
    /// A CPx on a contactless reader: no PIN and no signature there (cpx.md 3.6).
    case contactlessCPx
    /// Bank card: of the B0' family by its ATR, or an EMV card by its payment system environment.
    case bankCard
    /// Something on a contactless reader that is no CPx: a telephone with the carte Vitale application (apCV), which cannot
    /// be read without its server (vitale.md 6), or another contactless card.
    case phone
    /// Anything else.
    case unknown

    /// Whether a card of this kind is read.
    var isReadable: Bool { self == .vitale || self == .cps3 || self == .cps4 }
}
