import Testing

@testable import CardSimulator

@Suite("Tags, lengths and values")
struct TLVTests {
    @Test("tags of one to three bytes and lengths of one to three bytes are written")
    func encode() {
        #expect(TLV.encode(0x65, [1]) == hex("65 01 01"))
        #expect(TLV.encode(0x7F21, []) == hex("7F 21 00"))
        #expect(TLV.encode(0xBF8101, [9]) == hex("BF 81 01 01 09"))
        #expect(TLV.encode(0x80, [UInt8](repeating: 7, count: 127)).prefix(2) == hex("80 7F"))
        #expect(TLV.encode(0x80, [UInt8](repeating: 7, count: 128)).prefix(3) == hex("80 81 80"))
        #expect(TLV.encode(0x80, [UInt8](repeating: 7, count: 256)).prefix(4) == hex("80 82 01 00"))
    }

    @Test("a template of a command is read only when its objects fill it exactly")
    func decode() throws {
        let objects = try #require(TLV.decodeShort(hex("80 01 42 84 01 81")))
        #expect(objects.map(\.tag) == [0x80, 0x84])
        #expect(objects.map(\.value) == [[0x42], [0x81]])
        #expect(TLV.decodeShort(hex("80 02 42")) == nil)
        #expect(TLV.decodeShort(hex("80")) == nil)
        #expect(TLV.decodeShort(hex("80 81 01 42")) == nil)
    }

    @Test("hexadecimal text is pairs of digits")
    func hexadecimal() {
        #expect(Hex.decode("3b 75FF") == [0x3B, 0x75, 0xFF])
        #expect(Hex.decode("3") == nil)
        #expect(Hex.decode("3G") == nil)
    }
}
