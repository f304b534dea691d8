import HealthIdentity
import Testing

@Suite struct BirthDateTests {
    @Test(
        "Eight digits get their dashes and nothing else",
        arguments: [
            ("19750412", "1975-04-12"), ("20120230", "2012-02-30"), ("19400000", "1940-00-00"),
        ])
    func digits(_ digits: String, _ text: String) {
        #expect(BirthDate(digits: digits)?.text == text)
        #expect(BirthDate(text)?.text == text)
    }

    @Test(
        "Anything else is no date",
        arguments: ["", "1975041", "1975-0412", "1975041A", "1975/04/12", "é9750412", "１９７５"])
    func refused(_ text: String) {
        #expect(BirthDate(digits: text) == nil)
        #expect(BirthDate(text) == nil)
    }
}
