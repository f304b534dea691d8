import SmartCard
import SmartCardTestKit
import Testing

@Suite struct PINPadVerifyStructureTests {
    static func structure(
        timeout: Int = 60, header: [UInt8] = [0x01, 0x20, 0x00, 0x01], lengths: ClosedRange<Int> = 4...8,
        stored: Int = 12
    ) -> PINPadVerifyStructure? {
        PINPadVerifyStructure(
            timeout: timeout, header: header, lengths: lengths, storedLength: stored, padding: 0x20)
    }

    @Test("The bytes are those of PC/SC part 10, numbers with the lowest byte first")
    func bytes() {
        let command = hex("012000010C 202020202020202020202020")
        #expect(
            Self.structure()?.bytes == hex("3C3C 82 0C 00 0804 02 01 0C04 00 000000 11000000") + command)
    }

    @Test(
        "A time that a byte cannot hold is the nearest that it can", arguments: [(0, 1), (-5, 1), (1, 1), (300, 255)])
    func timeout(_ timeout: Int, _ seconds: UInt8) {
        #expect(Self.structure(timeout: timeout)?.bytes.prefix(2) == [seconds, seconds])
    }

    @Test("What the structure cannot say makes none")
    func refused() {
        #expect(Self.structure(stored: 16) == nil)
        #expect(Self.structure(lengths: 0...0, stored: 0) == nil)
        #expect(Self.structure(lengths: 4...13) == nil)
        #expect(Self.structure(lengths: -1...4) == nil)
        #expect(Self.structure(header: [0x00, 0x20, 0x00]) == nil)
        #expect(Self.structure(stored: 15)?.bytes.count == 39)
    }
}
