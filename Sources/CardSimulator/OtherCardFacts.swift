/// ATRs and abilities of the other cards.
///
/// Weak, in that no source shows a whole one: the ATRs of `phone` (a bare ISO 14443 presentation, one claim only), of
/// `cps2ter` (its first three bytes are known, the others are invented) and of `unknown` (any card).
enum OtherCardFacts {
    /// The ATR of a card whose description gives none.
    static func atr(_ kind: OtherCardDescription.Kind) -> [UInt8] {
        switch kind {
        case .vitale1: Hex.literal("3F 65 25 00 22 09 69 90 00")
        case .bank: Hex.literal("3F 65 25 08 43 04 6C 90 00")
        case .cps2ter: Hex.literal("3B 7B 18 00 00 53 49 4D 55 4C 45 45 00 00 90 00")
        case .contactlessCPx: Hex.literal("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E")
        case .phone: Hex.literal("3B 80 80 01 01")
        case .decoy: Hex.literal("3B 75 13 00 00 9C 02 02 01 02")
        case .unknown: Hex.literal("3B 02 14 50")
        case .mute: []
        }
    }

    /// What answers in it.
    static func chip(_ kind: OtherCardDescription.Kind) -> any Chip {
        switch kind {
        case .vitale1: Vitale1Chip()
        case .bank: SelectingChip(names: [paymentEnvironment])
        case .cps2ter: CPS2terChip()
        case .contactlessCPx: contactlessCPx
        case .phone: SelectingChip(names: [], transport: .lenient)
        case .decoy: SelectingChip(names: [], paths: [.init(p1: 0x00, path: [0x3F, 0x00])])
        case .unknown, .mute: RefusingChip()
        }
    }

    /// `1PAY.SYS.DDF01`, which every bank card with a chip of today has (vitale.md 2.1).
    private static let paymentEnvironment = Array("1PAY.SYS.DDF01".utf8)

    /// The application of cpx.md 3.6 by name and by path, with P2 0C only (cpx.md 3.1); its files' ids are not known.
    private static var contactlessCPx: SelectingChip {
        SelectingChip(
            names: [Hex.literal("E8 28 BD 08 0F 80 25 00 00 01 FF 00 20")],
            paths: [.init(p1: 0x09, path: Hex.literal("3F 00 00 02"))], quietOnly: true, transport: .lenient)
    }
}
