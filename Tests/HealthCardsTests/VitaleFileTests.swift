import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct VitaleFileTests {
    static let bearer = "65 07 80 05 4142434445"

    @Test("A block that ends between two bearers is not the end of the file", arguments: [1, 2, 3, 7, 25])
    func shortBlocks(_ perBlock: Int) throws {
        let family = VitaleReadingTests.family(28)
        for block in [31 * perBlock, 19 * perBlock] where block <= 256 {
            let card = FileCard(identity: family.identity, matricules: family.matricules, block: block)
            #expect(try VitaleReading.read(card).beneficiaries.count == 28)
        }
    }

    @Test("On T=0 a block of the card's own size that ends between two bearers is not the end either")
    func limitedBlocks() throws {
        let block = (0..<26).map { _ in Self.bearer }.joined()
        let card = ScriptedCard([
            .init("00B0820000", "6CEA", "READ"), .init("00B08200EA", block + "9000", "READ, right length"),
            .init("00B000EA00", "6C09", "READ on"), .init("00B000EA09", Self.bearer + "9000", "READ on, right length"),
        ])
        #expect(try VitaleFile.identity.read(card)?.fields.count == 27)
        #expect(card.complaint == nil)
    }

    @Test("Whole objects in a small block on T=0, and padding anywhere, end the reading")
    func end() throws {
        for (status, padding) in [("9000", ""), ("6282", ""), ("9000", "0000"), ("9000", "FFFF")] {
            let card = ScriptedCard([.init("00B0820000", Self.bearer + padding + status, "READ")])
            #expect(try VitaleFile.identity.read(card)?.fields.count == 1)
            #expect(card.complaint == nil)
        }
        let padded = ScriptedCard([.init("00B0820000", Self.bearer + "00 9000", "READ")], on: .t1)
        #expect(try VitaleFile.identity.read(padded)?.occupied == 1)
        let whole = ScriptedCard(
            [.init("00B0820000", Self.bearer + "9000", "READ"), .init("00B0000900", "6B00", "READ on")], on: .t1)
        #expect(try VitaleFile.identity.read(whole)?.occupied == 1)
        #expect(whole.complaint == nil)
    }

    @Test("A file is absent, empty, protected, or refused")
    func refusals() throws {
        for status in ["6A82", "9000", "6281", "6282", "6A86", "6B00"] {
            let card = ScriptedCard([.init("00B0820000", status, "READ")])
            #expect(try VitaleFile.matricules.read(card) == nil)
        }
        for status in ["6982", "6985", "6986"] {
            let card = ScriptedCard([.init("00B0820000", status, "READ")])
            #expect(throws: HealthCardError.protectedFile(.matricules)) { try VitaleFile.matricules.read(card) }
            let later = ScriptedCard([
                .init("00B0820000", "65 82 0200" + "9000", "READ"), .init("00B0000400", status, "READ on"),
            ])
            #expect(throws: HealthCardError.protectedFile(.identity)) { try VitaleFile.identity.read(later) }
        }
        for status in ["6700", "6D00", "6300", "6283"] {
            let card = ScriptedCard([.init("00B0820000", status, "READ")])
            #expect(throws: HealthCardError.self) { try VitaleFile.matricules.read(card) }
        }
    }

    @Test("A file that the card calls possibly damaged is accepted and flagged")
    func corrupted() throws {
        let card = ScriptedCard([
            .init("00B0820000", "65 82 0002 6281", "READ"), .init("00B0000400", "8000 9000", "READ on"),
        ])
        #expect(try VitaleFile.identity.read(card)?.file.isPossiblyCorrupted == true)
        #expect(card.complaint == nil)
    }

    @Test("A file cut inside an object or a template is refused")
    func cut() {
        for bytes in ["65 07 80 05 41424344", "65 03 80 05 41", "65 07 80 05 4142434445 65"] {
            let card = ScriptedCard([
                .init("00B0820000", bytes + "9000", "READ"),
                .init("00B000" + String(hex(bytes).count + 0x100, radix: 16).suffix(2) + "00", "6B00", "READ on"),
            ])
            #expect(throws: HealthCardError.unreadable(field: "identity file"), "\(bytes)") {
                try VitaleFile.identity.read(card)
            }
        }
    }
}
