import Testing

@testable import CardSimulator

@Suite("Commands as a T=0 card sees them")
struct CommandTests {
    @Test("cases 1, 2 and 3 are told apart")
    func cases() {
        #expect(Command(hex("00 20 00 01"))?.data == [])
        #expect(Command(hex("00 20 00 01"))?.expected == nil)
        #expect(Command(hex("00 B0 82 37"))?.expected == nil)
        #expect(Command(hex("00 B0 82 00 37"))?.expected == 0x37)
        #expect(Command(hex("00 B0 82 00 00"))?.expected == 256)
        #expect(Command(hex("00 A4 00 00 02 3F 00"))?.data == [0x3F, 0x00])
        #expect(Command(hex("00 A4 00 00 02 3F 00"))?.expected == nil)
    }

    @Test(
        "lengths that do not fit are refused",
        arguments: ["", "00", "00 A4 00", "00 A4 00 00 02 3F 00 00", "00 A4 00 00 02 3F", "00 A4 00 00 00 00 02"])
    func refused(text: String) {
        #expect(Command(hex(text)) == nil)
    }
}
