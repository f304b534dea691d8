/// What a calendar says of a date; the date itself never becomes one.
extension BirthDate {
    /// How much of a date is known (insi.md 6.2).
    public enum Completeness: Equatable, Sendable {
        /// A day of the Gregorian calendar.
        case calendarDate
        /// `00` where the day, the month, or both stand.
        case incomplete
        /// A day that no calendar knows: lunar dates of the Vitale card.
        case impossible
    }

    /// Whether the date is a day of the calendar.
    public var completeness: Completeness {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return .impossible }
        let (year, month, day) = (parts[0], parts[1], parts[2])
        guard year > 0, month <= 12 else { return .impossible }
        guard month > 0, day > 0 else { return .incomplete }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1] ? .calendarDate : .impossible
    }
}
