import Testing

@testable import AgentCore

@Suite struct TimestampTests {
    @Test(
        "Known instants",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"), (951_868_800, "2000-03-01T00:00:00Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"), (1_795_262_400, "2026-11-21T12:00:00Z"),
            (1_798_761_599, "2026-12-31T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
            (-11_644_473_600, "1601-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func known(_ seconds: Int64, _ text: String) {
        #expect(Timestamp.text(seconds) == text)
    }

    @Test(
        "The date of an HTTP answer",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (1_795_262_400, "Sat, 21 Nov 2026 12:00:00 GMT"),
        ] as [(Int64, String)])
    func http(_ seconds: Int64, _ text: String) {
        #expect(Timestamp.httpDate(seconds) == text)
    }

    @Test("No number of seconds is refused", arguments: [Int64.min, Int64.max])
    func extremes(_ seconds: Int64) {
        #expect(Timestamp.text(seconds).hasSuffix("Z"))
    }

    @Test("Now has milliseconds and is now")
    func now() {
        let before = Timestamp.text(Clock.now())
        let now = Timestamp.now()
        let after = Timestamp.text(Clock.now())
        #expect(now.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil)
        #expect(before.dropLast() <= now.prefix(19) && now.prefix(19) <= after.dropLast())
    }
}
