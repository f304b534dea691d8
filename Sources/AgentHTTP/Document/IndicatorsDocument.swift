import AgentCore
import HealthIdentity

/// The indicators as JSON: each day, and all of them together, with rates. A rate is null where there is nothing to divide by.
struct IndicatorsDocument {
    /// The days that were asked for.
    let book: IndicatorBook
    let first: LocalDay?
    let last: LocalDay?

    var json: JSONValue {
        .object([
            "from": JSONValue(first?.text), "to": JSONValue(last?.text),
            "days": .array(book.days.map { .object(counts($0.indicators, ["day": .string($0.day.text)])) }),
            "total": .object(counts(book.total, [:])),
        ])
    }

    private func counts(_ counts: DayIndicators, _ others: [String: JSONValue?]) -> [String: JSONValue?] {
        var members = others
        members["rows"] = .array(
            counts.rows.map { row in
                .object(
                    tally(
                        row.tally,
                        [
                            "operation": .string(row.operation.rawValue), "purpose": .string(row.purpose.rawValue),
                        ]))
            })
        members["searches"] = .object(tally(counts.searches, [:]))
        members["verifications"] = .object(tally(counts.verifications, [:]))
        members["reported"] = reported(counts.patients)
        return members
    }

    private func tally(_ tally: SearchTally, _ others: [String: JSONValue?]) -> [String: JSONValue?] {
        let outcomes = SearchTally.Outcome.allCases
        var rates = outcomes.map { ($0.rawValue, JSONValue(tally.rate($0))) }
        rates.append(("retrieved", JSONValue(tally.rateRetrieved)))
        return others.merging([
            "count": .integer(tally.count), "answered": .integer(tally.answered), "calls": .integer(tally.calls),
            "outcomes": members(outcomes.map { ($0.rawValue, .integer(tally[$0])) }),
            "problems": members(tally.problems.map { ($0.key, .integer($0.value)) }),
            "notUsableBecause": members(tally.reasons.map { ($0.key, .integer($0.value)) }),
            "milliseconds": time(tally.time), "rates": members(rates),
        ]) { $1 }
    }

    private func time(_ time: TimeTally) -> JSONValue {
        let classes = time.classes.enumerated().map { index, count -> JSONValue in
            let bound = index < TimeTally.bounds.count ? TimeTally.bounds[index] : nil
            return .object(["upTo": JSONValue(bound), "count": .integer(count)])
        }
        return .object([
            "count": .integer(time.count), "mean": JSONValue(time.mean),
            "maximum": time.count == 0 ? .null : .integer(time.maximum), "histogram": .array(classes),
        ])
    }

    private func reported(_ patients: PatientTally) -> JSONValue {
        let statuses = LocalIdentity.Status.allCases
        return .object([
            "count": .integer(patients.count),
            "statuses": members(statuses.map { ($0.rawValue, .integer(patients[$0])) }),
            "rates": members([
                ("retrieved", JSONValue(patients.rateRetrieved)), ("qualified", JSONValue(patients.rateQualified)),
            ]),
        ])
    }

    private func members(_ pairs: [(String, JSONValue)]) -> JSONValue {
        .object(Dictionary(pairs) { $1 })
    }
}
