import Testing

@testable import INSiSimulator

struct DateTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00.5Z", 951_825_600),
        ("2023-07-27T10:57:13.593+02:00", 1_690_448_233),
        ("2021-06-16T09:39:02.0041Z", 1_623_836_342), ("1969-12-31T23:59:59", -1),
    ])
    func `instants of every spelling met are read`(text: String, seconds: Int64) {
        #expect(DateTime.seconds(text) == seconds)
    }

    @Test(arguments: ["", "2000-02-29", "2000-13-01T00:00:00Z", "2000-01-01T24:00:00Z", "2000-01-01T00:00:00.Z", "x"])
    func `other texts are none`(text: String) {
        #expect(DateTime.seconds(text) == nil)
    }

    @Test(arguments: [
        ("2000-02-29", true), ("1900-02-29", false), ("2023-02-28", true), ("2023-02-29", false), ("2024-12-31", true),
        ("2024-11-31", false), ("2024-00-01", false), ("2024-13-01", false), ("2024-01-00", false), ("2024-1-1", false),
        ("20240101", false), ("٢٠٢٤-01-01", false),
    ])
    func `only days of the calendar are calendar dates`(text: String, isDate: Bool) {
        #expect(DateTime.isCalendarDate(text) == isDate)
    }
}
