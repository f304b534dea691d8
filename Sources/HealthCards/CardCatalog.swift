public import SmartCard

/// Which card is this? The ATR gives a guess, an application that can be selected decides (vitale.md 2.1, cpx.md 2).
public enum CardCatalog {
    /// Recognises the card, sending at most five SELECT commands. Returns a kind that can be read, `vitale`, `cps3` or
    /// `cps4`; throws `unsupportedCard` with any other kind.
    ///
    /// A card that looks like a CPx is never probed as a Vitale, and a Vitale 1 is not probed at all. An exchange that fails
    /// is an error, `card`, and never "unknown"; so is a fault that the chip of a listed card reports.
    public static func identify(
        _ channel: borrowing any CardChannel & ~Copyable, _ atr: ATR
    ) throws(HealthCardError) -> CardKind {
        let guess = guess(atr)
        for probe in CardProbe.list(for: atr) {
            let answer = try HealthCardError.wrapping { () throws(CardError) in try channel.send(probe.command) }
            if answer.status == .success, let kind = probe.kind { return try readable(kind) }
            guard !answer.status.isFault || !guess.isReadable else {
                throw .card(.unexpectedStatus(answer.status, during: probe.step))
            }
        }
        throw .unsupportedCard(unconfirmed(atr))
    }

    /// What a card of that ATR is when it has none of the applications that it was asked for.
    static func unconfirmed(_ atr: ATR) -> CardKind {
        let guess = guess(atr)
        return guess.isReadable ? .unknown : guess
    }

    /// What the ATR alone suggests (vitale.md 1.2 to 1.5, cpx.md 1.3).
    public static func guess(_ atr: ATR) -> CardKind {
        if let listed = ATRCatalog.listed(atr) { return listed }
        if ATRCatalog.isCPxLike(atr) { return .cps3 }
        return ATRCatalog.isContactless(atr) && !ATRCatalog.isStorageCard(atr) ? .phone : .unknown
    }

    /// `VITALE` (vitale.md 2.2): P2 = 00, the answer's template is ignored.
    static let vitaleApplication = CommandAPDU(
        0x00, 0xA4, 0x04, 0x00, data: [0xD2, 0x50, 0x00, 0x00, 0x02, 0x56, 0x49, 0x54, 0x41, 0x4C, 0x45])

    private static func readable(_ kind: CardKind) throws(HealthCardError) -> CardKind {
        guard kind.isReadable else { throw .unsupportedCard(kind) }
        return kind
    }
}
