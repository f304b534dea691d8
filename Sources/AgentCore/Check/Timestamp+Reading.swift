/// Times read back from text, strictly: only what the other half of this type writes.
extension Timestamp {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Seconds since 1970 of a `Date` header (RFC 9110 §5.6.7) in the one form that senders may write, IMF-fixdate, with the
    /// weekday that belongs to it; nil for anything else, a leap second included.
    static func seconds(httpDate text: String) -> Int64? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, let month = months.firstIndex(of: String(words[2])) else { return nil }
        return seconds(year: words[3], month: month + 1, day: words[1], time: words[4]) { httpDate($0) == text }
    }

    /// Seconds since 1970 of `2026-01-15T09:30:00Z`; nil for anything else.
    public static func seconds(_ text: String) -> Int64? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[1].hasSuffix("Z"), date.count == 3, let month = Int(date[1]),
            (1...12).contains(month)
        else { return nil }
        return seconds(year: date[0], month: month, day: date[2], time: halves[1].dropLast()) { self.text($0) == text }
    }

    /// A form that was met too loosely does not come out again as it went in.
    private static func seconds(
        year: Substring, month: Int, day: Substring, time: Substring, isWritten: (Int64) -> Bool
    ) -> Int64? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard let year = Int64(year), (0...9999).contains(year), let day = Int64(day), (1...31).contains(day),
            clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        let instant = days(year, Int64(month), day) * 86_400 + hour * 3600 + minute * 60 + second
        return isWritten(instant) ? instant : nil
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar, in years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let march = month > 2 ? year : year - 1
        let era = (march >= 0 ? march : march - 399) / 400
        let yearOfEra = march - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
