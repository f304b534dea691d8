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
            ("a 00A404000FA000 b", "a 00A…FA000 b"),
            ("errno 28 1.37.11.99.876.543.21, sent", "errno 28 …, sent"), ("1:37:11:99:876:543", "…"),
            ("137.1199.876.543 21", "…"), ("n°1.37.11.2A.876.543.21.", "n°…."), ("137112b876543", "…"),
            ("1 37 11 2B 876 543", "…"), ("13:71:19:98:76:54:3", "…"), ("13.71.19.98.76.54.32.1", "…"),
            ("[00 A4 04 00 0F A0 00 00]", "[…]"), ("read AA:BB:CC:DD:EE:FF:00:11", "read …"),
            ("né le 29.11.1937.", "né le …."), ("184051234567890 1937", "…"), ("62 1A 82 7F 45 01 09-12 34", "…"),
            ("1937\u{202F}11\u{A0}29", "…"), ("١٩٣٧١١٢٩", "…"),
        ])
    func personal(text: String, written: String) {
        #expect(LogPrivacy.redacted(text) == written)
    }

    @Test(
        "what support needs stays",
        arguments: [
            "192.168.100.200:14674", "185.32.54.123:12345", "137.11.99.255:543", "[::1]:14674",
            "fe80::ac12:34ff:fe56:7890",
            "2001:db8:85a3:0:0:8a2e:370:7334", "00:1b:44:11:3a:b7", "09:30:00.123", "12:32:45", "OpenSSL 3.0.17",
            "1.2.250.1.213.1.4.8",
            "swift-nio 2.101.2", "6.1.0-40-amd64", "1.9.9-2", "10.20.30.40", "de la ca be ad", "took 1.25 s of 30.0",
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
