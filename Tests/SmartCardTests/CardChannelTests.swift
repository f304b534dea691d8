import SmartCard
import SmartCardTestKit
import Testing

@Suite struct CardChannelTests {
    @Test("A wrong Le is corrected once, by the card's own figure")
    func wrongLength() throws {
        let card = ScriptedCard([
            .init("00B0820000", "6C03", "READ BINARY"), .init("00B0820003", "0102039000", "READ BINARY, right length"),
        ])
        let answer = try card.send(CommandAPDU(0x00, 0xB0, 0x82, 0x00, expected: 256))
        #expect(answer == ResponseAPDU(data: [1, 2, 3], status: .success))
        #expect(card.complaint == nil)
    }

    @Test("Waiting data is fetched in the command's class until none is left, 61 00 being 256 bytes")
    func waiting() throws {
        let card = ScriptedCard([
            .init("01A40400 05 0102030405", "6100", "SELECT"), .init("01C0000000", "AABB6101", "GET RESPONSE"),
            .init("01C0000001", "6C02", "GET RESPONSE"), .init("01C0000002", "CCDD9000", "GET RESPONSE, right length"),
        ])
        let answer = try card.send(CommandAPDU(0x01, 0xA4, 0x04, 0x00, data: [1, 2, 3, 4, 5], expected: 256))
        #expect(answer.data == [0xAA, 0xBB, 0xCC, 0xDD])
        #expect(card.complaint == nil)
    }

    @Test("A case 4 command has its Le on T=1 only")
    func case4() throws {
        let command = CommandAPDU(0x00, 0xCB, 0x3F, 0xFF, data: [1], expected: 256)
        #expect(command.encoded(for: .t0) == hex("00CB3FFF0101"))
        #expect(command.encoded(for: .t1) == hex("00CB3FFF010100"))
        let block = ScriptedCard([.init("00CB3FFF010100", "9000", "GET DATA")], on: .t1)
        #expect(try block.send(command).status == .success)
        #expect(block.complaint == nil)
    }

    @Test("A card that always has more is given up")
    func endless() {
        let script =
            [ScriptedCard.Exchange("00B0000000", "616161", "READ BINARY")]
            + (0..<64).map { _ in ScriptedCard.Exchange("00C0000061", "616161", "GET RESPONSE") }
        let card = ScriptedCard(script)
        #expect(throws: CardError.malformedResponse(count: 65)) {
            try card.send(CommandAPDU(0x00, 0xB0, 0x00, 0x00, expected: 256))
        }
        #expect(card.complaint == nil)
    }

    @Test("A required command names its step when it is refused")
    func required() {
        let card = ScriptedCard([.init("00A4000C023F00", "6A82", "SELECT MF")])
        #expect(throws: CardError.unexpectedStatus(.fileNotFound, during: "SELECT MF")) {
            try card.require(CommandAPDU(0x00, 0xA4, 0x00, 0x0C, data: [0x3F, 0x00]), "SELECT MF")
        }
    }

    @Test("An answer of one byte is none")
    func short() {
        let card = ScriptedCard([.init("00B00000", "90", "READ")])
        #expect(throws: CardError.malformedResponse(count: 1)) { try card.send(CommandAPDU(0x00, 0xB0, 0x00, 0x00)) }
    }
}
