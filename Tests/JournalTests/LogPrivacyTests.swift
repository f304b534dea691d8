import Journal
import Testing

/// What others word is written without what may be a person's.
struct LogPrivacyTests {
    @Test(
        "numbers of people, dates and bytes of cards are not written",
        arguments: [
            ("read 1371199876543 failed", "read … failed"), ("1 37 11 99 876 543 21", "…"),
            ("né le 29/11/1937", "né le …"),
            ("1937-11-29", "…"), ("19371129", "…"), ("371129", "…"), ("AABBCCDDEEFF0011223344", "…"),
            ("a 00A404000FA000 b", "a 00A…FA000 b"), ("1937\u{202F}11\u{A0}29", "…"), ("١٩٣٧١١٢٩", "…"),
        ])
    func personal(text: String, written: String) {
        #expect(LogPrivacy.redacted(text) == written)
    }

    @Test(
        "what support needs stays",
        arguments: [
            "unexpectedStatus(6A82, during: \"SELECT VITALE\")", "HTTP 502, empty", "audit, errno 28",
            "Failed to connect to 127.0.0.1 port 14674", "noEquivalent(character: 65533, position: 3)", "",
        ])
    func plain(text: String) {
        #expect(LogPrivacy.redacted(text) == text)
    }

    @Test("a result code of PC/SC stays, in hexadecimal")
    func resultCode() {
        #expect(LogPrivacy.redacted("serviceUnavailable(2148532253)") == "serviceUnavailable(0x8010001d)")
    }

    @Test("a long text is cut")
    func long() {
        #expect(LogPrivacy.redacted(String(repeating: "é", count: 5000)).utf8.count <= 1000)
    }
}
