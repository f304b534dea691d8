import Foundation
import HealthIdentity
import Testing

@testable import AgentCore

@Suite struct IndicatorBookTests {
    static let today = LocalDay(at: 1_795_261_745)

    static func day(_ number: Int64) -> LocalDay { LocalDay(at: 1_795_261_745 + number * 86_400) }

    static func search(
        _ ending: CountedSearch.Ending, _ operation: CountedSearch.Operation = .vitale,
        _ purpose: CountedSearch.Purpose = .desk, calls: Int = 1, milliseconds: Int = 100
    ) -> CountedSearch {
        CountedSearch(
            operation: operation, purpose: purpose, ending: ending, calls: calls, milliseconds: milliseconds)
    }

    /// A book with something of everything, on two days.
    static func sample() -> IndicatorBook {
        var book = IndicatorBook()
        book.count(search(.found, milliseconds: 240), on: day(0))
        book.count(search(.foundNotUsable(["sex.unknown", "key.missing"]), milliseconds: 251), on: day(0))
        book.count(search(.notFound, .traits, calls: 3, milliseconds: 700), on: day(0))
        book.count(search(.failed("insi.timeout"), .traits, .workList, milliseconds: 31_000), on: day(0))
        book.count(search(.several, .traits, calls: 2, milliseconds: 1500), on: day(1))
        book.count(search(.found, .vitale, .automatic, milliseconds: 400), on: day(1))
        book.count(search(.found, .verification, milliseconds: 400), on: day(1))
        book.report(.qualified, 6, on: day(1))
        book.report(.retrieved, 1, on: day(1))
        book.report(.provisional, 1, on: day(1))
        return book
    }

    @Test("Each search is in the row of its day, operation and purpose")
    func rows() throws {
        let book = Self.sample()
        #expect(book.days.map(\.day) == [Self.day(0), Self.day(1)])
        let first = book.days[0].indicators
        #expect(
            first.rows.map { "\($0.operation.rawValue) \($0.purpose)" } == [
                "WS_INS1 desk", "WS_INS2 desk", "WS_INS2 workList",
            ])
        let card = first.rows[0].tally
        #expect(card.count == 2 && card[.found] == 1 && card[.foundNotUsable] == 1 && card.calls == 2)
        #expect(card.reasons == ["sex.unknown": 1, "key.missing": 1])
        #expect(first.rows[1].tally.calls == 3)
        #expect(first.rows[2].tally.problems == ["insi.timeout": 1])
        #expect(first.searches.count == 4 && first.verifications.count == 0)
    }

    @Test("Times fall into classes with inclusive upper bounds, and add up over days")
    func times() {
        var tally = TimeTally()
        #expect(tally.mean == nil && tally.count == 0)
        for time in [-5, 0, 250, 251, 500, 1000, 30_000, 30_001, Int.max] { tally.add(time) }
        #expect(tally.classes == [3, 2, 1, 0, 0, 0, 1, 2])
        #expect(tally.maximum == 86_400_000)
        let all = Self.sample().total.searches.time
        #expect(all.classes == [1, 2, 1, 1, 0, 0, 0, 1])
        #expect(all.count == 6 && all.maximum == 31_000)
        #expect(all.mean == 5682, "rounded")
    }

    @Test("Rates are shares of what was answered, of all for failures, and nothing where there is nothing")
    func rates() {
        let searches = Self.sample().total.searches
        #expect(searches.answered == 5)
        #expect(searches.rate(.found) == 0.4)
        #expect(searches.rateRetrieved == 0.6)
        #expect(searches.rate(.failed) == 0.1667)
        #expect(SearchTally().rate(.found) == nil && SearchTally().rate(.failed) == nil)
        var failed = SearchTally()
        failed.add(Self.search(.failed("card.removed"))) { $0 }
        #expect(failed.rate(.found) == nil && failed.rateRetrieved == nil && failed.rate(.failed) == 1)
        let patients = Self.sample().total.patients
        #expect(patients.count == 8 && patients.rateRetrieved == 0.875 && patients.rateQualified == 0.75)
        #expect(PatientTally().rateRetrieved == nil && PatientTally().rateQualified == nil)
    }

    @Test("A range includes both ends, and the total is that of its days")
    func range() {
        let book = Self.sample()
        #expect(book.within(nil, nil) == book)
        #expect(book.within(Self.day(0), Self.day(1)) == book)
        #expect(book.within(Self.day(1), nil).days == [book.days[1]])
        #expect(book.within(nil, Self.day(0)).days == [book.days[0]])
        #expect(book.within(Self.day(0), Self.day(0)).total == book.days[0].indicators)
        #expect(book.within(Self.day(2), nil).total == DayIndicators())
        #expect(book.total.searches.count == 6 && book.total.verifications.count == 1)
    }

    @Test("The oldest of more than 400 days is dropped; a clock that goes back counts on its day")
    func days() {
        var book = IndicatorBook()
        for number in 0..<402 { book.count(Self.search(.found), on: Self.day(Int64(number))) }
        #expect(book.days.count == 400)
        #expect(book.days.first?.day == Self.day(2))
        book.count(Self.search(.notFound), on: Self.day(100))
        #expect(book.days.count == 400)
        #expect(book.days.first { $0.day == Self.day(100) }?.indicators.searches.count == 2)
        book.count(Self.search(.found), on: Self.day(0))
        #expect(book.days.first?.day == Self.day(2), "older than all that is kept")
        #expect(book.isSound)
    }

    @Test("A day holds 64 codes, and what looks like none is counted as other")
    func codes() {
        var book = IndicatorBook()
        for number in 0..<70 {
            let operation = CountedSearch.Operation.allCases[number % 3]
            book.count(Self.search(.failed("insi.fault.code_\(number)"), operation), on: Self.day(0))
        }
        book.count(Self.search(.foundNotUsable(["a.new", "another.new"])), on: Self.day(0))
        for code in ["", "é", "DUPONT MARIE", "a,b", "a\nb", String(repeating: "a", count: 65), "1-2"] {
            book.count(Self.search(.failed(code)), on: Self.day(0))
        }
        book.count(Self.search(.failed("insi.fault.code_1")), on: Self.day(0))
        book.count(Self.search(.failed("insi.fault.late")), on: Self.day(1))
        let rows = book.days[0].indicators.rows
        let codes = rows.reduce(into: Set<String>()) { $0.formUnion($1.tally.codes) }
        #expect(codes.count == 65 && codes.contains("other") && !codes.contains("insi.fault.code_64"))
        let total = book.days[0].indicators
        var all = SearchTally()
        for row in total.rows { all.add(row.tally) }
        #expect(all.problems["other"] == 6 + 7 && all.reasons == ["other": 1])
        #expect(all.problems["insi.fault.code_1"] == 2)
        #expect(book.days[1].indicators.searches.problems == ["insi.fault.late": 1], "the next day begins anew")
        #expect(book.isSound)
    }

    @Test("A book reads back from its file; no beginning of the file is a book")
    func prefixes() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(Self.sample())
        #expect(IndicatorStore.book(data) == Self.sample())
        for length in 0..<data.count { #expect(IndicatorStore.book(data.prefix(length)) == nil, "\(length)") }
    }

    @Test("No changed byte makes a book that breaks")
    func changes() throws {
        let data = try JSONEncoder().encode(Self.sample())
        for index in data.indices {
            for byte: UInt8 in [0, 0x22, 0x2D, 0x39, 0x65, 0x7D, 0xFF] {
                var changed = data
                changed[index] = byte
                guard var book = IndicatorStore.book(changed) else { continue }
                book.count(Self.search(.failed("card.removed")), on: Self.day(0))
                #expect(book.total.searches.count > 0)
            }
        }
    }

    @Test(
        "Nothing that could not have been counted is taken for a book",
        arguments: [
            #"{}"#, #"[]"#, #"{"version":2,"days":[]}"#, #"{"version":1}"#,
            #"{"version":1,"days":[{"day":"2026-02-30","indicators":{"rows":[],"patients":{"counts":{}}}}]}"#,
            #"{"version":1,"days":[{"day":"2026-02-20","indicators":{"rows":[],"patients":{"counts":{"DUPONT":1}}}}]}"#,
            #"{"version":1,"days":[{"day":"2026-02-20","indicators":{"rows":[],"patients":{"counts":{"validee":-1}}}}]}"#,
            #"{"version":1,"days":[{"day":"2026-02-20","indicators":{"rows":[],"patients":{"counts":{"validee":9223372036854775807}}}}]}"#,
            #"""
            {"version":1,"days":[{"day":"2026-02-20","indicators":{"rows":[],"patients":{"counts":{}}}},
            {"day":"2026-02-20","indicators":{"rows":[],"patients":{"counts":{}}}}]}
            """#,
        ])
    func unsound(_ text: String) {
        #expect(IndicatorStore.book(Data(text.utf8)) == nil)
    }

    @Test("An empty day is one")
    func sound() {
        let text = #"{"version":1,"days":[{"day":"2026-02-20","indicators":{"rows":[],"patients":{"counts":{}}}}]}"#
        #expect(IndicatorStore.book(Data(text.utf8))?.days.count == 1)
    }
}
