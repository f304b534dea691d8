import SmartCardTestKit
import Testing

@testable import HealthCards

@Suite struct CPxTextTests {
    @Test(
        "UTF-8 is taken as that, anything else as Latin-1, padding goes",
        arguments: [
            ("52 45 4E C3 89 45", "RENÉE"), ("52 45 4E C9 45", "RENÉE"), ("20 00 41 20 42 00 20", "A B"), ("C3", "Ã"),
        ])
    func decode(_ bytes: String, _ text: String) {
        #expect(CPxText.decode(hex(bytes)) == text)
    }

    @Test("A text of padding alone is none", arguments: ["", "20", "00 20 00"])
    func empty(_ bytes: String) {
        #expect(CPxText.decode(hex(bytes)) == nil)
    }

    @Test("Packed digits are digits only")
    func digits() {
        #expect(CPxText.digits(hex("26 00 00 00 01")) == "2600000001")
        #expect(CPxText.digits(hex("26 0F")) == nil)
        #expect(CPxText.digits([]) == nil)
    }
}
