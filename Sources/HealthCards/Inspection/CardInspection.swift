public import SmartCard

/// What a walk over a card's files found: tags, lengths and status words, for a field engineer to send to us (vitale.md 10).
///
/// No value that was read is in it: no text, no digit, no name of an application or a file, no byte of a certificate. The
/// ATR, which tells the family of the card, is.
public struct CardInspection: Equatable, Sendable, CustomStringConvertible {
    /// The card's answer to reset.
    public let atr: ATR
    /// What the card was recognised as.
    public let kind: CardKind
    /// The steps, in their order.
    public let entries: [InspectionEntry]

    /// Walks over the card without PIN: a few seconds, some tens of seconds for a full card.
    ///
    /// A Vitale is walked by its published files and by its own table (vitale.md 3.2, 3.6), a CPx by its directories (cpx.md
    /// 3.2, 3.3); any other card only answers for which applications it lacks. At most 64 files, 8 KiB of each and about 600
    /// commands. A refusal or an exchange that fails is an entry; throws `card` when the card left, was reset, or the
    /// reader is not ours any more.
    public static func walk(
        _ channel: borrowing any CardChannel & ~Copyable, _ atr: ATR
    ) throws(HealthCardError) -> CardInspection {
        var walk = InspectionWalk()
        let kind = try walk.recognise(channel, atr)
        if kind == .vitale { try walk.walkVitale(channel) }
        if let dialect = CPxDialect.of(kind) { try walk.walkCPx(channel, dialect) }
        return CardInspection(atr: atr, kind: kind, entries: walk.entries)
    }

    /// For printing, one after the other.
    public var lines: [String] {
        ["ATR \(atr)", "card \(kind)"] + entries.flatMap(\.lines)
    }

    /// The lines.
    public var description: String { lines.joined(separator: "\n") }
}
