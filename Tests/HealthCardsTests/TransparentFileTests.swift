import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct TransparentFileTests {
    static let block = String(repeating: "41", count: 256)

    @Test("Blocks are joined by their offsets, in the class and of the size asked for, until a refusal")
    func joined() throws {
        let card = ScriptedCard([
            .init("01B08200E7", "4142 9000", "READ"), .init("01B00002E7", "43 6281", "READ on"),
            .init("01B00003E7", "6B00", "READ past the end"),
        ])
        let file = try TransparentFile.read(card, shortIdentifier: 2, cla: 0x01, block: 0xE7) { _, _ in false }
        #expect(file.bytes == [0x41, 0x42, 0x43])
        #expect((file.refusal, file.lastStatus) == (.wrongOffset, .dataMayBeCorrupted))
        #expect(file.isPossiblyCorrupted && !file.isTooLarge)
        #expect(card.complaint == nil)
    }

    @Test("An empty block and the caller's word end the reading")
    func end() throws {
        let empty = ScriptedCard([.init("00B0000000", "41 9000", "READ"), .init("00B0000100", "6282", "READ on")])
        let file = try TransparentFile.read(empty) { _, _ in false }
        #expect((file.bytes, file.refusal, file.lastStatus) == ([0x41], nil, .endOfFile))
        let told = ScriptedCard([.init("00B0000000", "41 9000", "READ")])
        #expect(try TransparentFile.read(told) { bytes, block in bytes == [0x41] && block == 1 }.bytes == [0x41])
        #expect(told.complaint == nil)
    }

    @Test("Offsets end at 32 KiB, and no file is longer")
    func endless() throws {
        let offsets = (0..<128).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let card = ScriptedCard(offsets.map { .init("00B0\($0)0000", Self.block + "9000", "READ") })
        let file = try TransparentFile.read(card) { _, _ in false }
        #expect(file.bytes.count == 32 * 1024)
        #expect(file.isTooLarge && file.refusal == nil)
        #expect(card.complaint == nil)
    }
}
