import SmartCard

/// One SELECT that asks a card for an application, and what the card is if it has it.
struct CardProbe {
    /// Name of the step, for errors and inspections.
    let step: String
    let command: CommandAPDU
    /// Nil for a step that only prepares the next.
    let kind: CardKind?

    /// What to ask a card of that ATR, in this order, until one application is there (vitale.md 2.1, cpx.md 2).
    static func list(for atr: ATR) -> [CardProbe] {
        switch CardCatalog.guess(atr) {
        case .vitale: [vitale]
        case .cps3: [cps3, cps4]
        case .cps4: [cps4] + detour + [cps4, cps3]
        case .phone: [vitale, contactlessCPx, contactlessPayment]
        case .unknown where ATRCatalog.isVitale1Like(atr) || ATRCatalog.isStorageCard(atr): []
        case .unknown: [vitale, cps3, payment]
        case .vitale1, .cps2ter, .contactlessCPx, .bankCard: []
        }
    }

    private static let vitale = CardProbe(
        step: "SELECT VITALE", command: CardCatalog.vitaleApplication, kind: .vitale)
    /// With P2 = 00 it is refused (cpx.md 3.1).
    private static let cps3 = CardProbe(
        step: "SELECT CPx", command: CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: CPxFacts.application), kind: .cps3)
    private static let contactlessCPx = CardProbe(
        step: "SELECT CPx contactless",
        command: CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: CPxFacts.application.dropLast() + [0x20]),
        kind: .contactlessCPx)
    /// On logical channel 1 (cpx.md 2).
    private static let cps4 = CardProbe(
        step: "SELECT CPS4", command: CommandAPDU(0x01, 0xA4, 0x04, 0x0C, data: CPxFacts.chipDocApplication),
        kind: .cps4)
    /// What is sent to a CPS4 that refuses its application, before it is asked again.
    private static let detour = CPxFacts.chipDocDetour.map {
        CardProbe(step: "SELECT before CPS4", command: $0, kind: nil)
    }
    /// The payment system environments of EMV cards (vitale.md 2.1); their answers are dropped.
    private static let payment = CardProbe(
        step: "SELECT payment",
        command: CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: Array("1PAY.SYS.DDF01".utf8), expected: 256),
        kind: .bankCard)
    private static let contactlessPayment = CardProbe(
        step: "SELECT payment contactless",
        command: CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: Array("2PAY.SYS.DDF01".utf8), expected: 256),
        kind: .bankCard)
}
