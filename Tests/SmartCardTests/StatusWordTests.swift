import SmartCard
import Testing

@Suite struct StatusWordTests {
    @Test("A status word is printed with four digits")
    func description() {
        #expect(StatusWord(0x00, 0x0A).description == "000A")
        #expect(StatusWord.pinBlocked.description == "6983")
        #expect((StatusWord.success.sw1, StatusWord.success.sw2) == (0x90, 0x00))
    }

    @Test("Tries left are in 63Cx only")
    func retries() {
        #expect(StatusWord(0x63, 0xC2).retriesLeft == 2)
        #expect(StatusWord(0x63, 0xC0).retriesLeft == 0)
        #expect(StatusWord(0x63, 0x02).retriesLeft == nil)
        #expect(StatusWord(0x69, 0xC2).retriesLeft == nil)
    }

    @Test("A fault of the chip, a protection and a refusal are three things")
    func meaning() {
        let faults: [UInt16] = [0x6F00, 0x6581]
        let protections: [UInt16] = [0x6982, 0x6985, 0x6986]
        for value in UInt16.min...UInt16.max {
            #expect(StatusWord(rawValue: value).isFault == faults.contains(value))
            #expect(StatusWord(rawValue: value).isProtection == protections.contains(value))
        }
    }
}
