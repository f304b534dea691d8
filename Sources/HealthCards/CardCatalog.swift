public import SmartCard

/// Which card is this? The ATR gives a guess, an application that can be selected decides (vitale.md 2.1, cpx.md 2).
public enum CardCatalog {
    /// Recognises the card, sending at most two SELECT commands. Returns a kind that can be read, `vitale` or `cps3`;
    /// throws `unsupportedCard` with any other kind.
    ///
    /// A card that looks like a CPx is never probed as a Vitale; one that looks like nothing is probed as both.
    public static func identify(
        _ channel: borrowing any CardChannel & ~Copyable, _ atr: ATR
    ) throws(HealthCardError) -> CardKind {
        let guess = guess(atr)
        let isVitale = try guess == .vitale || guess == .unknown ? has(channel, vitaleApplication) : false
        if isVitale { return .vitale }
        let isCPx = try guess == .cps3 || guess == .unknown ? has(channel, cpxApplication) : false
        if isCPx { return .cps3 }
        throw .unsupportedCard(guess == .vitale || guess == .cps3 ? .unknown : guess)
    }

    /// What the ATR alone suggests (vitale.md 1.2 to 1.5, cpx.md 1.3).
    public static func guess(_ atr: ATR) -> CardKind {
        if let known = patterns.first(where: { $0.pattern.matches(atr) }) { return known.kind }
        if atr.contains(cpxHistoricalBytes) { return .cps3 }
        return atr.bytes.starts(with: [0x3B, 0x7B, 0x18]) ? .cps2ter : .unknown
    }

    /// `VITALE` (vitale.md 2.2): P2 = 00, the answer's template is ignored.
    static let vitaleApplication = CommandAPDU(
        0x00, 0xA4, 0x04, 0x00, data: [0xD2, 0x50, 0x00, 0x00, 0x02, 0x56, 0x49, 0x54, 0x41, 0x4C, 0x45])
    /// The CPx contact application; with P2 = 00 it is refused (cpx.md 3.1).
    static let cpxApplication = CommandAPDU(0x00, 0xA4, 0x04, 0x0C, data: CPxFacts.application)

    /// Start of the historical bytes of every contact CPx since CPS3, an inference from the known ones (cpx.md 1.3).
    private static let cpxHistoricalBytes: [UInt8] = [0x00, 0x12, 0x25, 0x00, 0x64, 0x80]

    private static let patterns: [(pattern: ATRPattern, kind: CardKind)] = [
        ("3B 8F 80 01 00 31 B8 64 04 .. .. .. 73 94 01 80 .. .. .. ..", .contactlessCPx),
        ("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44", .cps4),
        ("3B 9B 18 80 01 00 12 25 00 64 80 00 04 01 00 90 44", .cps4),
        ("3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00", .cps4),
        ("3B 75 13 00 00 4. 09 .. 90 00", .vitale),
        ("3F 65 25 00 22 09 69 90 00", .vitale1),
        ("3F 65 25 00 2C 09 69 90 00", .vitale1),
        ("3F 65 25 00 22 09 F9 90 00", .vitale1),
        ("3F 65 25 00 2C 09 F9 90 00", .vitale1),
        ("3F 65 25 00 52 09 6A 90 00", .vitale1),
        ("3F 65 25 00 A3 09 6A 90 00", .vitale1),
        ("3F 65 25 00 A4 09 6A 90 00", .vitale1),
        ("3F 65 25 .. .. 04 6C 90 .0", .bankCard),
    ].map { (ATRPattern($0), $1) }

    private static func has(
        _ channel: borrowing any CardChannel & ~Copyable, _ select: CommandAPDU
    ) throws(HealthCardError) -> Bool {
        try HealthCardError.wrapping { () throws(CardError) in try channel.send(select) }.status == .success
    }
}
