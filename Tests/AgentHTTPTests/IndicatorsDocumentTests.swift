import Foundation
import HealthIdentity
import Testing

@testable import AgentCore
@testable import AgentHTTP

@Suite("The indicators as documents")
struct IndicatorsDocumentTests {
    private let book: IndicatorBook = {
        var book = IndicatorBook()
        guard let day = LocalDay("2026-11-21") else { return book }
        func search(_ ending: CountedSearch.Ending, _ time: Int) -> CountedSearch {
            CountedSearch(operation: .vitale, purpose: .desk, ending: ending, calls: 1, milliseconds: time)
        }
        book.count(search(.found, 250), on: day)
        book.count(search(.foundNotUsable(["sex.unknown"]), 251), on: day)
        book.count(search(.failed("card.removed"), 40_000), on: day)
        book.report(.qualified, 3, on: day)
        book.report(.provisional, 1, on: day)
        return book
    }()

    private func object(_ book: IndicatorBook) throws -> NSDictionary {
        let bytes = try IndicatorsDocument(book: book, first: nil, last: LocalDay("2026-11-30")).json.encoded()
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
    }

    private func at(_ object: NSDictionary?, _ path: String) -> Any? {
        path.split(separator: ".").reduce(object as Any?) { ($0 as? NSDictionary)?[String($1)] }
    }

    @Test("JSON has each day and the total, with rates")
    func json() throws {
        let document = try object(book)
        #expect(document["from"] is NSNull)
        #expect(document["to"] as? String == "2026-11-30")
        for path in ["days", "total"] {
            let counts = try #require((document[path] as? [NSDictionary])?.first ?? document[path] as? NSDictionary)
            #expect(counts["day"] as? String == (path == "days" ? "2026-11-21" : nil))
            let row = try #require((counts["rows"] as? [NSDictionary])?.first)
            #expect(row["operation"] as? String == "WS_INS1" && row["purpose"] as? String == "desk")
            for tally in [row, counts["searches"] as? NSDictionary] {
                #expect(tally?["count"] as? Int == 3 && tally?["calls"] as? Int == 3)
                #expect(tally?["problems"] as? [String: Int] == ["card.removed": 1])
                #expect(tally?["notUsableBecause"] as? [String: Int] == ["sex.unknown": 1])
                #expect(at(tally, "milliseconds.mean") as? Int == 13_500)
                #expect(at(tally, "milliseconds.maximum") as? Int == 40_000)
                #expect(at(tally, "rates.found") as? Double == 0.5)
                #expect(at(tally, "rates.retrieved") as? Double == 1)
                #expect(at(tally, "rates.failed") as? Double == 0.3333)
            }
            #expect(at(counts, "reported.statuses.qualifiee") as? Int == 3)
            #expect(at(counts, "reported.rates.qualified") as? Double == 0.75)
        }
    }

    @Test("Nothing counted gives nulls, not numbers")
    func empty() throws {
        let document = try object(IndicatorBook())
        #expect((document["days"] as? [Any])?.isEmpty == true)
        let total = try #require(document["total"] as? NSDictionary)
        for path in [
            "searches.rates.found", "searches.rates.failed", "verifications.rates.retrieved",
            "searches.milliseconds.mean",
            "searches.milliseconds.maximum", "reported.rates.retrieved", "reported.rates.qualified",
        ] {
            #expect(at(total, path) is NSNull, "\(path)")
        }
    }

    @Test("CSV has one value a line, which a spreadsheet can add")
    func csv() {
        let lines = [
            "day,operation,purpose,measure,code,value", "2026-11-21,WS_INS1,desk,searches,,3",
            "2026-11-21,WS_INS1,desk,calls,,3", "2026-11-21,WS_INS1,desk,outcome,found,1",
            "2026-11-21,WS_INS1,desk,outcome,foundNotUsable,1", "2026-11-21,WS_INS1,desk,outcome,notFound,0",
            "2026-11-21,WS_INS1,desk,outcome,several,0", "2026-11-21,WS_INS1,desk,outcome,failed,1",
            "2026-11-21,WS_INS1,desk,problem,card.removed,1", "2026-11-21,WS_INS1,desk,notUsableBecause,sex.unknown,1",
            "2026-11-21,WS_INS1,desk,milliseconds,total,40501", "2026-11-21,WS_INS1,desk,milliseconds,maximum,40000",
            "2026-11-21,WS_INS1,desk,duration,upTo250,1", "2026-11-21,WS_INS1,desk,duration,upTo500,1",
            "2026-11-21,WS_INS1,desk,duration,upTo1000,0", "2026-11-21,WS_INS1,desk,duration,upTo2000,0",
            "2026-11-21,WS_INS1,desk,duration,upTo5000,0", "2026-11-21,WS_INS1,desk,duration,upTo10000,0",
            "2026-11-21,WS_INS1,desk,duration,upTo30000,0", "2026-11-21,WS_INS1,desk,duration,above,1",
            "2026-11-21,,,reported,provisoire,1", "2026-11-21,,,reported,recuperee,0",
            "2026-11-21,,,reported,validee,0",
            "2026-11-21,,,reported,qualifiee,3",
        ]
        #expect(IndicatorsTable(book: book).text == lines.map { $0 + "\r\n" }.joined())
        #expect(IndicatorsTable(book: IndicatorBook()).text == lines[0] + "\r\n")
    }
}
