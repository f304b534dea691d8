import SmartCard
import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxDialectTests {
    static func bytes(_ command: CommandAPDU) -> [UInt8] { command.encoded(for: .t1) }

    @Test("Only the kinds that are read have a dialect")
    func kinds() {
        let known = CardKind.allCases.filter { CPxDialect.of($0) != nil }
        #expect(known == [.cps3, .cps4])
    }

    @Test("A CPS3 is spoken to as cpx.md 3.4 and 5.2 say")
    func cps3() {
        let dialect = CPxDialect.cps3
        #expect(Self.bytes(dialect.selectApplication) == hex("00A4090C04 3F000001"))
        #expect(Self.bytes(dialect.select(hex("3F0000015031"))) == hex("00A4090406 3F0000015031 00"))
        #expect(Self.bytes(dialect.useSignatureKey(0x81)) == hex("002241B606 800142 840181"))
    }

    @Test("A CPS4 is spoken to as cpx.md 3.8 and 5.4 say")
    func cps4() {
        let dialect = CPxDialect.cps4
        #expect(Self.bytes(dialect.selectApplication) == hex("01A4080002 0001 00"))
        #expect(Self.bytes(dialect.select(hex("3F0000015031"))) == hex("01A4080004 00015031 00"))
        #expect(Self.bytes(dialect.select(hex("3F00D003"))) == hex("01A4080002 D003 00"))
        #expect(Self.bytes(dialect.useSignatureKey(0x10)) == hex("012281B604 91022890"))
    }
}
