import Testing

@testable import AgentCore

@Suite("Times read back from text")
struct TimestampReadingTests {
    @Test(
        "What was written is read",
        arguments: [
            0, -1, 951_782_399, 951_782_400, 951_868_800, 784_111_777, 1_795_262_400, 4_107_542_400, 253_402_300_799,
            -11_644_473_600, -62_167_219_200,
        ] as [Int64])
    func roundTrip(_ seconds: Int64) {
        #expect(Timestamp.seconds(Timestamp.text(seconds)) == seconds)
        #expect(Timestamp.seconds(httpDate: Timestamp.httpDate(seconds)) == seconds)
    }

    @Test(
        "Another form of a date is none",
        arguments: [
            "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sat, 31 Dec 2016 23:59:60 GMT", "Thu, 31 Feb 2026 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun,  06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999 08:49:37 GMT",
            "Sun, 06 Nov 9223372036854775807 08:49:37 GMT",
        ])
    func foreignDates(_ text: String) {
        #expect(Timestamp.seconds(httpDate: text) == nil)
    }

    @Test(
        "Another form of an instant is none",
        arguments: [
            "", "T", "2026-01-15", "2026-01-15T09:30:00", "2026-01-15t09:30:00Z", "2026-1-15T09:30:00Z",
            "2026-13-15T09:30:00Z", "2026-00-15T09:30:00Z", "2026-02-29T09:30:00Z", "2026-01-15T09:30:00.0Z",
            "2026-01-15T09:30Z", "-026-01-15T09:30:00Z", "2026-01-15T09:30:00ZZ",
        ])
    func foreignInstants(_ text: String) {
        #expect(Timestamp.seconds(text) == nil)
    }

    @Test("A damaged text is refused or another time, and never traps")
    func damaged() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"] {
            let bytes = Array(text.utf8)
            for length in 0..<bytes.count {
                let prefix = String(decoding: bytes[..<length], as: UTF8.self)
                #expect(Timestamp.seconds(prefix) == nil && Timestamp.seconds(httpDate: prefix) == nil)
            }
            for (index, byte) in (0..<bytes.count).flatMap({ index in (0...255).map { (index, UInt8($0)) } }) {
                var changed = bytes
                changed[index] = byte
                let other = String(decoding: changed, as: UTF8.self)
                let seconds = Timestamp.seconds(other) ?? Timestamp.seconds(httpDate: other)
                #expect(seconds == nil || other == text || seconds != 784_111_777)
            }
        }
    }
}
