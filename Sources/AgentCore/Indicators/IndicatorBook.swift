import HealthIdentity

/// What was counted, day by day: a value without a clock, a file or anybody's name.
public struct IndicatorBook: Equatable, Sendable, Codable {
    /// How many days are kept; the oldest is dropped.
    static let mostDays = 400
    private static let current = 1

    /// One day.
    public struct Day: Equatable, Sendable, Codable {
        /// Which.
        public let day: LocalDay
        /// What was counted.
        public internal(set) var indicators = DayIndicators()
    }

    private var version = current
    /// Days on which something was counted, oldest first.
    public private(set) var days: [Day] = []

    /// Nothing counted.
    public init() {}

    /// All days together.
    public var total: DayIndicators { days.reduce(into: DayIndicators()) { $0.add($1.indicators) } }

    /// The days from one to another, both included; nil is no bound.
    public func within(_ first: LocalDay?, _ last: LocalDay?) -> IndicatorBook {
        var book = self
        book.days = days.filter { day in
            first.map { $0 <= day.day } != false && last.map { day.day <= $0 } != false
        }
        return book
    }

    mutating func count(_ search: CountedSearch, on day: LocalDay) {
        change(day) { $0.add(search) }
    }

    mutating func report(_ status: LocalIdentity.Status, _ number: Int, on day: LocalDay) {
        change(day) { $0.patients.add(status, number) }
    }

    /// Whether what was read from a file can have been counted by this version.
    var isSound: Bool {
        version == Self.current && days.count <= Self.mostDays && days.allSatisfy(\.indicators.isSound)
            && zip(days, days.dropFirst()).allSatisfy { $0.day < $1.day }
    }

    private mutating func change(_ day: LocalDay, _ body: (inout DayIndicators) -> Void) {
        if let index = days.lastIndex(where: { $0.day == day }) { return body(&days[index].indicators) }
        var new = Day(day: day)
        body(&new.indicators)
        days.insert(new, at: days.firstIndex { $0.day > day } ?? days.endIndex)
        if days.count > Self.mostDays { days.removeFirst() }
    }
}
