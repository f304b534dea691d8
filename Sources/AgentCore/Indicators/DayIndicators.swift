/// What was counted on one day, or on several added up.
public struct DayIndicators: Equatable, Sendable, Codable {
    /// The searches of one operation and one purpose.
    public struct Row: Equatable, Sendable, Codable {
        /// What was asked.
        public let operation: CountedSearch.Operation
        /// What for.
        public let purpose: CountedSearch.Purpose
        /// What came of it.
        public internal(set) var tally = SearchTally()
    }

    /// Only what occurred, in the order of operations, then purposes.
    public private(set) var rows: [Row] = []
    /// What callers reported.
    public internal(set) var patients = PatientTally()

    /// Searches by card and by traits together.
    public var searches: SearchTally { sum { $0 != .verification } }
    /// Verifications.
    public var verifications: SearchTally { sum { $0 == .verification } }

    mutating func add(_ search: CountedSearch) {
        var known = rows.reduce(into: Set<String>()) { $0.formUnion($1.tally.codes) }
        change(search.operation, search.purpose) { tally in
            tally.add(search) { code in
                let admitted = IndicatorCode.admit(code, beside: known)
                known.insert(admitted)
                return admitted
            }
        }
    }

    mutating func add(_ other: DayIndicators) {
        for row in other.rows { change(row.operation, row.purpose) { $0.add(row.tally) } }
        patients.add(other.patients)
    }

    /// Whether it can have been counted.
    var isSound: Bool {
        patients.isSound && rows.allSatisfy(\.tally.isSound) && rows == rows.sorted { $0.rank < $1.rank }
            && Set(rows.map(\.rank)).count == rows.count
    }

    private func sum(_ isWanted: (CountedSearch.Operation) -> Bool) -> SearchTally {
        rows.reduce(into: SearchTally()) { if isWanted($1.operation) { $0.add($1.tally) } }
    }

    private mutating func change(
        _ operation: CountedSearch.Operation, _ purpose: CountedSearch.Purpose, _ body: (inout SearchTally) -> Void
    ) {
        if let index = rows.firstIndex(where: { $0.operation == operation && $0.purpose == purpose }) {
            return body(&rows[index].tally)
        }
        var row = Row(operation: operation, purpose: purpose)
        body(&row.tally)
        rows.insert(row, at: rows.firstIndex { $0.rank > row.rank } ?? rows.endIndex)
    }
}

extension DayIndicators.Row {
    fileprivate var rank: Int {
        let operations = CountedSearch.Operation.allCases
        let purposes = CountedSearch.Purpose.allCases
        return (operations.firstIndex(of: operation) ?? 0) * purposes.count + (purposes.firstIndex(of: purpose) ?? 0)
    }
}
