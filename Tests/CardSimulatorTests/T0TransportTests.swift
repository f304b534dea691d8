import Testing

@testable import CardSimulator

@Suite("Data leaves a T=0 card")
struct T0TransportTests {
    private func get(_ count: UInt8) throws -> Command { try #require(Command([0x00, 0xC0, 0x00, 0x00, count])) }

    @Test("a result waits for GET RESPONSE and is gone afterwards")
    func result() throws {
        var transport = T0Transport(limit: 256)
        #expect(transport.encode(.result([1, 2, 3])) == hex("61 03"))
        #expect(transport.getResponse(try get(4)) == hex("6C 03"))
        #expect(transport.getResponse(try get(3)) == hex("01 02 03 90 00"))
        #expect(transport.getResponse(try get(3)) == hex("69 85"))
    }

    @Test("256 bytes leave a CPS3 in two parts: 61 00, E7 bytes and 61 19, the rest")
    func limited() throws {
        let data = (0..<256).map { UInt8($0) }
        var transport = T0Transport(limit: 0xE7)
        #expect(transport.encode(.result(data)) == hex("61 00"))
        #expect(transport.getResponse(try get(0)) == data[..<0xE7] + hex("61 19"))
        #expect(transport.getResponse(try get(0x19)) == data[0xE7...] + hex("90 00"))
    }

    @Test("a read of more than there is gets 6Cxx, of less gets what it asked")
    func excerpt() {
        var transport = T0Transport(limit: 256)
        #expect(transport.encode(.excerpt([1, 2, 3][1...], expected: 256)) == hex("6C 02"))
        #expect(transport.encode(.excerpt([1, 2, 3][1...], expected: 1)) == hex("02 90 00"))
        #expect(transport.encode(.excerpt([1, 2, 3][1...], expected: 2)) == hex("02 03 90 00"))
    }

    @Test("an empty result is just a status, and another command discards what waits")
    func discard() throws {
        var transport = T0Transport(limit: 256)
        #expect(transport.encode(.result([])) == hex("90 00"))
        _ = transport.encode(.result([1]))
        transport.discard()
        #expect(transport.getResponse(try get(1)) == hex("69 85"))
    }
}
