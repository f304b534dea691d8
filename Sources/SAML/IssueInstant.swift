/// The one spelling of an instant in an assertion (insi.md 3.1).
enum IssueInstant {
    /// Whole seconds since 1970 UTC of a text `yyyy-MM-ddTHH:mm:ss.SSSZ`; nil for any other text or no such date.
    static func seconds(_ text: String) -> Int64? {
        let pattern = Array("0000-00-00T00:00:00.000Z".utf8)
        let bytes = Array(text.utf8)
        guard bytes.count == pattern.count, zip(bytes, pattern).allSatisfy(fits) else { return nil }
        let year = number(bytes[0..<4]), month = number(bytes[5..<7]), day = number(bytes[8..<10])
        let hour = number(bytes[11..<13]), minute = number(bytes[14..<16]), second = number(bytes[17..<19])
        guard let days = days(year: year, month: month, day: day), hour < 24, minute < 60, second < 60 else {
            return nil
        }
        return ((days * 24 + hour) * 60 + minute) * 60 + second
    }

    private static func fits(_ byte: UInt8, _ pattern: UInt8) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return pattern == digits.lowerBound ? digits.contains(byte) : byte == pattern
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64 {
        digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    /// Days since 1970-01-01 of a date in the Gregorian calendar from year 1 on.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year >= 1, (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day) else { return nil }
        let past = year - 1
        let daysBeforeYear = past * 365 + past / 4 - past / 100 + past / 400
        let daysBeforeMonth = lengths.prefix(Int(month) - 1).reduce(0, +)
        return daysBeforeYear + daysBeforeMonth + day - 1 - 719_162
    }
}
