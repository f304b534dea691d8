import SmartCard

/// The answers to reset that are known (vitale.md 1.2, 1.4, 1.5, cpx.md 1.3).
enum ATRCatalog {
    /// The kind of a listed ATR.
    static func listed(_ atr: ATR) -> CardKind? {
        if atr.bytes.starts(with: [0x3B, 0x7B, 0x18]) { return .cps2ter }
        return patterns.first { $0.pattern.matches(atr) }?.kind
    }

    /// Whether the historical bytes begin like those of every known contact CPx since CPS3: weak, an inference (cpx.md 1.3).
    static func isCPxLike(_ atr: ATR) -> Bool {
        atr.contains([0x00, 0x12, 0x25, 0x00, 0x64, 0x80])
    }

    /// Whether a contactless reader made up this ATR for a card that speaks APDUs (PC/SC part 3): `3B 8n 80 01`,
    /// n historical bytes, check byte. Weak: a contact card may have an ATR of this shape too.
    static func isContactless(_ atr: ATR) -> Bool {
        let bytes = atr.bytes
        guard bytes.count >= 5, bytes[0] == 0x3B, bytes[1] & 0xF0 == 0x80, bytes[2] == 0x80, bytes[3] == 0x01 else {
            return false
        }
        return bytes.count == 5 + Int(bytes[1] & 0x0F)
    }

    /// Whether a contactless reader made it up for a storage card, which knows no APDU (PC/SC part 3).
    static func isStorageCard(_ atr: ATR) -> Bool {
        atr.contains([0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06])
    }

    /// Whether it resembles a Vitale 1; those that are not listed are other cards (vitale.md 1.4, 2.1).
    static func isVitale1Like(_ atr: ATR) -> Bool {
        vitale1Like.matches(atr)
    }

    private static let vitale1Like = ATRPattern("3F 65 25 00 .. 09 .. 90 00")

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
}
