import Glibc

/// Times as text, RFC 3339 in UTC.
public enum Timestamp {
    /// Now, with milliseconds: `2026-01-15T09:30:00.123Z`.
    static func now() -> String {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = String(1000 + time.tv_nsec / 1_000_000).dropFirst()
        return text(Int64(time.tv_sec)).dropLast() + "." + milliseconds + "Z"
    }

    /// The newest day that it is anywhere on earth, `AAAA-MM-JJ`: nobody is born after it.
    public static func latestDay() -> String { String(text(Clock.now() + 14 * 3600).prefix(10)) }

    /// Now as the `Date` header of HTTP (RFC 9110 §5.6.7): `Sat, 21 Nov 2026 12:22:25 GMT`.
    public static func httpDate() -> String { httpDate(Clock.now()) }

    static func httpDate(_ seconds: Int64) -> String {
        let (day, second) = seconds.quotientAndRemainder(floor: 86_400)
        let (year, month, dayOfMonth) = civil(day)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(day.quotientAndRemainder(floor: 7).1)]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(weekday), \(padded(dayOfMonth, 2)) \(months[month - 1]) \(padded(year, 4)) \(clock(second)) GMT"
    }

    /// Seconds since 1970 UTC as `2026-01-15T09:30:00Z`.
    public static func text(_ seconds: Int64) -> String {
        let (day, second) = seconds.quotientAndRemainder(floor: 86_400)
        let (year, month, dayOfMonth) = civil(day)
        let date = [padded(year, 4), padded(month, 2), padded(dayOfMonth, 2)].joined(separator: "-")
        return date + "T" + clock(second) + "Z"
    }

    /// A second of a day as `HH:MM:SS`.
    private static func clock(_ second: Int64) -> String {
        [second / 3600, second / 60 % 60, second % 60].map { padded(Int($0), 2) }.joined(separator: ":")
    }

    /// The Gregorian date of a day counted from 1970-01-01, by 400-year eras that begin in March.
    private static func civil(_ day: Int64) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(floor: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1))
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Int64 {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndRemainder(floor divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
