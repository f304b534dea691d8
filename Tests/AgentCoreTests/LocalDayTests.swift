import Foundation
import Testing

@testable import AgentCore

@Suite struct LocalDayTests {
    /// The second at which a day begins here; the machine's zone decides what that is.
    private func beginning(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        var parts = unsafe tm()
        unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday) = (Int32(year - 1900), Int32(month - 1), Int32(day))
        unsafe parts.tm_isdst = -1
        return Int64(unsafe mktime(&parts))
    }

    @Test("A day ends at local midnight, on the days on which clocks change too")
    func midnight() {
        for (year, month, day, before, after) in [
            (2026, 11, 21, "2026-11-20", "2026-11-21"), (2027, 1, 1, "2026-12-31", "2027-01-01"),
            (2028, 3, 1, "2028-02-29", "2028-03-01"), (2026, 3, 29, "2026-03-28", "2026-03-29"),
            (2026, 3, 30, "2026-03-29", "2026-03-30"), (2026, 10, 26, "2026-10-25", "2026-10-26"),
            (1970, 1, 2, "1970-01-01", "1970-01-02"),
        ] {
            let midnight = beginning(year, month, day)
            #expect(LocalDay(at: midnight - 1).text == before)
            #expect(LocalDay(at: midnight).text == after)
        }
    }

    @Test("Only a day of the calendar is one")
    func texts() {
        for text in ["2026-11-21", "2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            #expect(LocalDay(text)?.text == text)
        }
        for text in [
            "", "2026-11-2", "2026-11-211", "2026/11/21", "2026-13-01", "2026-00-10", "2026-04-31", "2026-02-29",
            "1900-02-29", "0000-01-01", "2026-1a-01", "+026-11-21", "２０２６-11-21", " 2026-11-2",
        ] {
            #expect(LocalDay(text) == nil, "\(text)")
        }
    }

    @Test("Days are in the order of the calendar")
    func order() throws {
        let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map { try #require(LocalDay($0)) }
        #expect(days.reversed().sorted() == days)
    }
}
