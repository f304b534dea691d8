import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct ATRCatalogTests {
    /// vitale.md 1.2, 1.5, the bank cards of 1.4, and cpx.md 1.3.
    static let listed: [(String, CardKind)] = [
        ("3B 75 13 00 00 43 09 EA 90 00", .vitale), ("3B 75 13 00 00 44 09 EA 90 00", .vitale),
        ("3B 75 13 00 00 45 09 EA 90 00", .vitale), ("3B 75 13 00 00 45 09 FA 90 00", .vitale),
        ("3B 75 13 00 00 46 09 EA 90 00", .vitale), ("3B 75 13 00 00 47 09 EA 90 00", .vitale),
        ("3B 75 13 00 00 48 09 EA 90 00", .vitale), ("3B 75 13 00 00 49 09 EA 90 00", .vitale),
        ("3B 75 13 00 00 4A 09 EA 90 00", .vitale), ("3B 75 13 00 00 4B 09 EA 90 00", .vitale),
        ("3B 75 13 00 00 4C 09 EA 90 00", .vitale),
        ("3F 65 25 00 22 09 69 90 00", .vitale1), ("3F 65 25 00 2C 09 69 90 00", .vitale1),
        ("3F 65 25 00 22 09 F9 90 00", .vitale1), ("3F 65 25 00 2C 09 F9 90 00", .vitale1),
        ("3F 65 25 00 52 09 6A 90 00", .vitale1), ("3F 65 25 00 A3 09 6A 90 00", .vitale1),
        ("3F 65 25 00 A4 09 6A 90 00", .vitale1),
        ("3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00", .cps3),
        ("3B AC 00 40 2A 00 12 25 00 64 80 82 02 12 00 90 00", .cps3),
        ("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44", .cps4),
        ("3B 9B 18 80 01 00 12 25 00 64 80 00 04 01 00 90 44", .cps4),
        ("3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00", .cps4),
        ("3B 7B 18 00 00 00 31 C0 64 77 E3 03 00 82 90 00", .cps2ter),
        ("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E", .contactlessCPx),
        ("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 FF FF FF E3", .contactlessCPx),
        ("3F 65 25 08 43 04 6C 90 00", .bankCard), ("3F 65 25 08 63 04 6C 90 00", .bankCard),
        ("3F 65 25 08 65 04 6C 90 00", .bankCard), ("3F 65 25 00 52 04 6C 90 40", .bankCard),
    ]

    /// The decoys of vitale.md 1.4, a storage card, and what is no ATR.
    static let strangers = [
        "3B 75 13 00 00 9C 02 02 01 02", "3F 65 25 00 2B 09 62 90 00", "3F 65 25 00 2B 09 69 90 00",
        "3F 65 25 00 2B 09 EB 90 00", "3F 65 25 00 24 09 6B 90 00", "3F 65 25 00 24 09 6E 90 00",
        "3F 65 25 00 53 43 68 90 00", "3F 65 25 08 22 04 68 90 00", "3F 65 25 08 23 04 68 90 00",
        "3F 65 35 64 02 04 6C 90 40", "3F 65 35 00 2C 09 69 90 00",
        "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A", "", "3B", "3B 80 80 01",
    ]

    @Test("The ATR gives a first guess", arguments: listed)
    func guess(_ atr: String, _ kind: CardKind) {
        #expect(CardCatalog.guess(ATR(hex(atr))) == kind)
    }

    @Test("A card that only resembles is not guessed", arguments: strangers)
    func stranger(_ atr: String) {
        #expect(CardCatalog.guess(ATR(hex(atr))) == .unknown)
    }

    @Test("What a contactless reader shows and nobody listed is guessed to be a telephone")
    func contactless() {
        #expect(CardCatalog.guess(ATR(hex("3B 80 80 01 01"))) == .phone)
        #expect(CardCatalog.guess(ATR(hex("3B 8A 80 01 00 64 05 5C 02 03 31 80 90 00 16"))) == .phone)
        #expect(CardCatalog.guess(ATR(hex("3B 8A 80 01 00 64 05 5C 02 03 31 80 90 00"))) == .unknown)
        #expect(CardCatalog.guess(ATR(hex("3B 8F 80 01 00 12 25 00 64 80 00 04 01 00 90 00 00 00 00 00"))) == .cps3)
    }
}
