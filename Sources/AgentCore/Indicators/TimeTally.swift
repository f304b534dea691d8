/// Times of a number of searches, so that days can be added.
public struct TimeTally: Equatable, Sendable, Codable {
    /// Upper bounds in milliseconds, each inclusive; one more class holds what is above.
    public static let bounds = [250, 500, 1000, 2000, 5000, 10_000, 30_000]
    /// What one search adds at most: a day.
    private static let longest = 86_400_000

    /// The sum, in milliseconds.
    public private(set) var total = 0
    /// The longest, in milliseconds; 0 without any.
    public private(set) var maximum = 0
    /// How many searches took so long, class by class: one more than there are bounds.
    public private(set) var classes = [Int](repeating: 0, count: bounds.count + 1)

    /// How many were measured.
    public var count: Int { classes.reduce(0, +) }
    /// The mean in milliseconds, rounded; nil without any.
    public var mean: Int? { count == 0 ? nil : (total + count / 2) / count }

    mutating func add(_ milliseconds: Int) {
        let time = min(max(milliseconds, 0), Self.longest)
        total += time
        maximum = max(maximum, time)
        classes[Self.bounds.firstIndex { time <= $0 } ?? Self.bounds.count] += 1
    }

    mutating func add(_ other: TimeTally) {
        total += other.total
        maximum = max(maximum, other.maximum)
        for index in classes.indices { classes[index] += other.classes[index] }
    }

    /// Whether it can have been counted, so that adding cannot overflow.
    var isSound: Bool {
        classes.count == Self.bounds.count + 1 && classes.allSatisfy(SearchTally.isSound)
            && (0...Self.longest).contains(maximum) && (0...(1 << 48)).contains(total)
    }
}
