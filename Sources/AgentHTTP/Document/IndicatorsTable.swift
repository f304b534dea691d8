import AgentCore
import HealthIdentity

/// The indicators as CSV (RFC 4180): one value a line, so that a spreadsheet can add and pivot them. Only what adds up over days
/// is in it, but for `maximum`; rates and means are for the reader to make.
///
/// No field needs quotes: days, names of ours, and codes of letters, digits, `_` and `.`.
struct IndicatorsTable {
    let book: IndicatorBook

    var text: String {
        let head = "day,operation,purpose,measure,code,value"
        return ([head] + book.days.flatMap(lines)).map { $0 + "\r\n" }.joined()
    }

    private func lines(_ day: IndicatorBook.Day) -> [String] {
        let searches = day.indicators.rows.flatMap { row in
            values(row.tally).map { line in
                [day.day.text, row.operation.rawValue, row.purpose.rawValue, line].joined(separator: ",")
            }
        }
        let patients = day.indicators.patients
        guard patients.count > 0 else { return searches }
        return searches
            + LocalIdentity.Status.allCases.map { "\(day.day.text),,,reported,\($0.rawValue),\(patients[$0])" }
    }

    /// Measure, code and value.
    private func values(_ tally: SearchTally) -> [String] {
        func sorted(_ measure: String, _ counts: [String: Int]) -> [String] {
            counts.sorted { $0.key < $1.key }.map { "\(measure),\($0.key),\($0.value)" }
        }
        let bounds = TimeTally.bounds.map { "upTo\($0)" } + ["above"]
        return ["searches,,\(tally.count)", "calls,,\(tally.calls)"]
            + SearchTally.Outcome.allCases.map { "outcome,\($0.rawValue),\(tally[$0])" }
            + sorted("problem", tally.problems) + sorted("notUsableBecause", tally.reasons)
            + ["milliseconds,total,\(tally.time.total)", "milliseconds,maximum,\(tally.time.maximum)"]
            + zip(bounds, tally.time.classes).map { "duration,\($0),\($1)" }
    }
}
