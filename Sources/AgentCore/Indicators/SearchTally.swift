/// What a number of searches came to.
public struct SearchTally: Equatable, Sendable, Codable {
    /// The endings without their codes.
    public enum Outcome: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
        case found, foundNotUsable, notFound, several, failed
    }

    /// Calls that left.
    public private(set) var calls = 0
    private var outcomes: [Outcome: Int] = [:]
    /// Why searches failed, by problem code.
    public private(set) var problems: [String: Int] = [:]
    /// Why identities may not be used, by code; one search may have several.
    public private(set) var reasons: [String: Int] = [:]
    /// Time from a search's start to its end.
    public private(set) var time = TimeTally()

    /// How many ended so.
    public subscript(_ outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }
    /// How many searches.
    public var count: Int { outcomes.values.reduce(0, +) }
    /// How many the service answered.
    public var answered: Int { count - self[.failed] }

    /// The share of those answered that ended so, of all for `failed`; nil when there was none.
    public func rate(_ outcome: Outcome) -> Double? {
        Rate.of(self[outcome], outcome == .failed ? count : answered)
    }

    /// The share of answered searches that gave an identity, usable or not; nil when none was answered.
    public var rateRetrieved: Double? { Rate.of(self[.found] + self[.foundNotUsable], answered) }

    /// The codes that are counted here.
    var codes: Set<String> { Set(problems.keys).union(reasons.keys) }

    /// Counts a search, under codes that `admit` let through.
    mutating func add(_ search: CountedSearch, admit: (String) -> String) {
        calls += min(max(search.calls, 0), 1000)
        outcomes[Outcome(search.ending), default: 0] += 1
        time.add(search.milliseconds)
        switch search.ending {
        case .failed(let problem): problems[admit(problem), default: 0] += 1
        case .foundNotUsable(let codes): for code in Set(codes.map(admit)) { reasons[code, default: 0] += 1 }
        case .found, .notFound, .several: break
        }
    }

    mutating func add(_ other: SearchTally) {
        calls += other.calls
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        problems.merge(other.problems, uniquingKeysWith: +)
        reasons.merge(other.reasons, uniquingKeysWith: +)
        time.add(other.time)
    }

    /// Whether it can have been counted.
    var isSound: Bool {
        let counts = [calls] + Array(outcomes.values) + Array(problems.values) + Array(reasons.values)
        return counts.allSatisfy(Self.isSound) && time.isSound && codes.allSatisfy(IndicatorCode.isSound)
    }

    /// Whether a number is none that could overflow when 400 days are added.
    static func isSound(_ count: Int) -> Bool { (0...(1 << 40)).contains(count) }
}

extension SearchTally.Outcome {
    fileprivate init(_ ending: CountedSearch.Ending) {
        self =
            switch ending {
            case .found: .found
            case .foundNotUsable: .foundNotUsable
            case .notFound: .notFound
            case .several: .several
            case .failed: .failed
            }
    }
}
