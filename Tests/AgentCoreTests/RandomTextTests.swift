import Testing

@testable import AgentCore

@Suite struct RandomTextTests {
    @Test("A UUID is of version 4, in lower case, and new each time")
    func uuid() throws {
        let first = try RandomText.uuid()
        #expect(first.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#) != nil)
        #expect(try first != RandomText.uuid())
    }

    @Test("Tokens have 256 bits, card sessions 128")
    func lengths() throws {
        #expect(try Secret.token().wholeMatch(of: #/[0-9a-f]{64}/#) != nil)
        #expect(try RandomText.cardSession().wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
    }

    @Test("Bytes in hexadecimal keep their zeros")
    func hexadecimal() {
        #expect(Hexadecimal.encode([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(Hexadecimal.encode([]) == "")
    }
}
