/// Generation of a CPx card that is read and signs (cpx.md 1.2).
public enum CPxGeneration: Hashable, Sendable {
    /// IAS-ECC card, on the basic channel.
    case cps3
    /// ChipDoc card, on logical channel 1 and with another command set.
    case cps4
}
