import HealthCards
import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CardInspectionTests {
    static let vitale = ATR(hex("3B 75 13 00 00 47 09 EA 90 00"))

    @Test("A card of another kind is told by its ATR, its kind and what it answered to the probes")
    func unknown() throws {
        let stranger = try CardInspection.walk(
            ApplicationCard([], refusal: "6A86"), ATR(hex("3B 65 00 00 01 02 03 04 05")))
        #expect(
            stranger.lines == [
                "ATR 3B 65 00 00 01 02 03 04 05", "card unknown", "SELECT VITALE: 6A86", "SELECT CPx: 6A86",
                "SELECT payment: 6A86",
            ])
        let silent = try CardInspection.walk(ApplicationCard([]), ATR(hex("3F 65 25 00 22 09 69 90 00")))
        #expect(silent.lines == ["ATR 3F 65 25 00 22 09 69 90 00", "card vitale1"])
        let pretender = try CardInspection.walk(ApplicationCard([]), Self.vitale)
        #expect(pretender.lines.dropFirst() == ["card unknown", "SELECT VITALE: 6A82"])
        #expect(pretender.description.hasPrefix("ATR 3B 75 13 00 00 47 09 EA 90 00\ncard unknown\n"))
    }

    @Test("An exchange that fails is a line, and three in a row are the end")
    func failures() throws {
        let probes = [
            ("00A404000BD2500000025649 54414C45", "SELECT VITALE"),
            ("00A4040C0DE828BD080F8025000001FF0010", "SELECT CPx"),
            ("00A404000E315041592E5359532E4444463031", "SELECT payment"),
        ]
        let card = ScriptedCard(probes.map { .init($0, fails: .communicationFailed(code: 1), $1) })
        let inspection = try CardInspection.walk(card, ATR(hex("3B 65 00 00 01 02 03 04 05")))
        #expect(card.complaint == nil)
        #expect(
            inspection.entries.map(\.outcome)
                == [InspectionEntry.Outcome](repeating: .failed(.communicationFailed(code: 1)), count: 3))
        #expect(inspection.lines.last == "SELECT payment: failed, communicationFailed(code: 1)")
    }

    @Test(
        "A card that leaves ends the walk at whichever command",
        arguments: [CardError.cardRemoved, .cardReset, .cancelled])
    func leaves(_ error: CardError) throws {
        let whole = FaultyChannel(TreeCard(VitaleSearchTests.directories()), at: -1, .error(error))
        _ = try CardInspection.walk(whole, Self.vitale)
        #expect(whole.count > 10)
        for position in 0..<whole.count {
            let channel = FaultyChannel(TreeCard(VitaleSearchTests.directories()), at: position, .error(error))
            #expect(throws: HealthCardError.card(error)) { try CardInspection.walk(channel, Self.vitale) }
            #expect(channel.count == position + 1)
        }
    }

    @Test("One exchange that fails, at whichever command after recognition, costs no more than its own branch")
    func oneFailure() throws {
        let whole = FaultyChannel(TreeCard(VitaleSearchTests.directories()), at: -1, .error(.cardMute))
        _ = try CardInspection.walk(whole, Self.vitale)
        for position in 1..<whole.count {
            let channel = FaultyChannel(TreeCard(VitaleSearchTests.directories()), at: position, .error(.cardMute))
            let inspection = try CardInspection.walk(channel, Self.vitale)
            #expect(inspection.kind == .vitale)
            #expect(inspection.lines.filter { $0.hasSuffix("failed, cardMute") }.count == 1)
            #expect(!inspection.entries.contains { $0.outcome == .givenUp })
            #expect(inspection.entries.contains { $0.step == "SELECT VITALE" && $0.outcome != .failed(.cardMute) })
        }
    }
}
