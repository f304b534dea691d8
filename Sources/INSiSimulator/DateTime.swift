import Glibc

/// Instants as texts: `xsd:dateTime` with an optional fraction and time zone (UTC when there is none).
enum DateTime {
    /// Seconds since 1970 UTC now.
    static func now() -> Int64 {
        var now = timespec()
        unsafe _ = clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec)
    }

    /// Whole seconds since 1970 UTC; nil for what is no `xsd:dateTime`.
    static func seconds(_ text: String) -> Int64? {
        let pattern = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))?/
        guard let match = text.wholeMatch(of: pattern)?.output,
            let year = Int64(match.1), let month = Int64(match.2), let day = Int64(match.3),
            let hour = Int64(match.4), let minute = Int64(match.5), let second = Int64(match.6),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        let zoneHour = match.8.flatMap { Int64($0) } ?? 0
        let zoneMinute = match.9.flatMap { Int64($0) } ?? 0
        let offset = (zoneHour * 60 + zoneMinute) * 60 * (match.7 == "-" ? -1 : 1)
        return ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second - offset
    }

    /// Whether a text is `AAAA-MM-JJ` and a day of the Gregorian calendar.
    static func isCalendarDate(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/)?.output,
            let year = Int64(match.1), let month = Int64(match.2), let day = Int64(match.3),
            (1...12).contains(month), day >= 1
        else { return false }
        let next = month == 12 ? days(year + 1, 1, 1) : days(year, month + 1, 1)
        return day <= next - days(year, month, 1)
    }

    /// Days since 1970-01-01 of a Gregorian date, the year counted from March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
