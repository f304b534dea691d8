import CardSimulator
import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CardCatalogTests {
    static let known: [(String, CardKind)] = [
        ("3B 75 13 00 00 43 09 EA 90 00", .vitale), ("3B 75 13 00 00 45 09 FA 90 00", .vitale),
        ("3B 75 13 00 00 4A 09 EA 90 00", .vitale), ("3B 75 13 00 00 4C 09 EA 90 00", .vitale),
        ("3F 65 25 00 22 09 69 90 00", .vitale1), ("3F 65 25 00 2C 09 F9 90 00", .vitale1),
        ("3F 65 25 00 52 09 6A 90 00", .vitale1), ("3F 65 25 00 A4 09 6A 90 00", .vitale1),
        ("3B AC 00 40 2A 00 12 25 00 64 80 00 03 10 00 90 00", .cps3),
        ("3B AC 00 40 2A 00 12 25 00 64 80 82 02 12 00 90 00", .cps3),
        ("3B 9B 18 80 01 00 12 25 00 64 80 04 01 00 00 90 44", .cps4),
        ("3B 9B 18 80 01 00 12 25 00 64 80 00 04 01 00 90 44", .cps4),
        ("3B DC 18 FF 00 00 12 25 00 64 80 00 04 01 00 90 00", .cps4),
        ("3B 7B 18 00 00 00 31 C0 64 77 E3 03 00 82 90 00", .cps2ter),
        ("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 82 90 00 0E", .contactlessCPx),
        ("3B 8F 80 01 00 31 B8 64 04 B0 EC C1 73 94 01 80 FF FF FF E3", .contactlessCPx),
        ("3F 65 25 08 43 04 6C 90 00", .bankCard),
    ]
    /// Cards that resemble (vitale.md 1.4).
    static let decoys = [
        "3B 75 13 00 00 9C 02 02 01 02", "3F 65 25 00 2B 09 62 90 00", "3F 65 25 00 2B 09 69 90 00",
        "3F 65 25 00 2B 09 EB 90 00", "3F 65 25 00 24 09 6B 90 00", "3F 65 25 00 53 43 68 90 00",
        "3F 65 25 08 22 04 68 90 00", "3F 65 35 64 02 04 6C 90 40", "", "3B",
    ]
    static let selectVitale = "00A404000BD2500000025649 54414C45"
    static let selectCPx = "00A4040C0DE828BD080F8025000001FF0010"

    @Test("The ATR gives a first guess", arguments: known)
    func guess(_ atr: String, _ kind: CardKind) {
        #expect(CardCatalog.guess(ATR(hex(atr))) == kind)
    }

    @Test("A card that only resembles is not guessed", arguments: decoys)
    func decoy(_ atr: String) {
        #expect(CardCatalog.guess(ATR(hex(atr))) == .unknown)
    }

    @Test("A Vitale is confirmed by its application, with one command")
    func vitale() throws {
        let card = ScriptedCard([.init(Self.selectVitale, "9000", "SELECT VITALE")])
        #expect(try CardCatalog.identify(card, ATR(hex("3B 75 13 00 00 47 09 EA 90 00"))) == .vitale)
        #expect(card.complaint == nil)
    }

    @Test("A card with a Vitale's ATR but not its application is unknown")
    func pretender() {
        let card = ScriptedCard([.init(Self.selectVitale, "6A82", "SELECT VITALE")])
        #expect(throws: HealthCardError.unsupportedCard(.unknown)) {
            try CardCatalog.identify(card, ATR(hex("3B 75 13 00 00 47 09 EA 90 00")))
        }
        #expect(card.complaint == nil)
    }

    @Test("A CPx is never probed as a Vitale")
    func cpx() throws {
        let card = ScriptedCard([.init(Self.selectCPx, "9000", "SELECT CPx")])
        #expect(try CardCatalog.identify(card, ATR(hex(Self.known[8].0))) == .cps3)
        #expect(card.complaint == nil)
    }

    @Test("An unknown ATR is probed for both applications")
    func unknownATR() throws {
        let card = ScriptedCard([
            .init(Self.selectVitale, "6A82", "SELECT VITALE"), .init(Self.selectCPx, "9000", "SELECT CPx"),
        ])
        #expect(try CardCatalog.identify(card, ATR([0x3B, 0x00])) == .cps3)
        #expect(card.complaint == nil)
    }

    @Test("A kind that is not read gets no command", arguments: [4, 10, 13, 14, 16])
    func unsupported(_ index: Int) {
        let (atr, kind) = Self.known[index]
        let card = ScriptedCard([])
        #expect(throws: HealthCardError.unsupportedCard(kind)) {
            try CardCatalog.identify(card, ATR(hex(atr)))
        }
        #expect(card.complaint == nil)
    }

    @Test("A card that leaves is said to have left")
    func removed() {
        let card = ScriptedCard([.init(Self.selectCPx, fails: .cardRemoved, "SELECT CPx")])
        #expect(throws: HealthCardError.card(.cardRemoved)) {
            try CardCatalog.identify(card, ATR(hex(Self.known[8].0)))
        }
    }

    @Test("The simulated cards are recognised")
    func simulated() throws {
        let vitale = try VitaleCard(VitaleDescription(bearers: [.policyHolder]))
        #expect(try CardCatalog.identify(SimulatedChannel(vitale), ATR(vitale.atr)) == .vitale)
        let cps = try Simulated.card()
        #expect(try CardCatalog.identify(SimulatedChannel(cps), ATR(cps.atr)) == .cps3)
    }
}
