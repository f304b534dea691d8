import SmartCard
import SmartCardTestKit
import Testing

@Suite struct ATRPatternTests {
    @Test("Dots match any digit, the length must agree")
    func matching() {
        let pattern = ATRPattern("3B 4. .5")
        #expect(pattern.matches(ATR(hex("3B4FA5"))))
        #expect(!pattern.matches(ATR(hex("3B5FA5"))))
        #expect(!pattern.matches(ATR(hex("3B4FA6"))))
        #expect(!pattern.matches(ATR(hex("3B4FA500"))))
        #expect(!pattern.matches(ATR(hex("3B4F"))))
    }

    @Test("A run of bytes is found anywhere in an ATR")
    func contains() {
        let atr = ATR(hex("3B0102030405"))
        #expect(atr.contains(hex("0405")))
        #expect(atr.contains(hex("3B")))
        #expect(!atr.contains(hex("0403")))
        #expect(!atr.contains([]))
        #expect(!atr.contains(hex("3B010203040506")))
        #expect(atr.description == "3B 01 02 03 04 05")
    }
}
