import HealthIdentity
import Testing

@testable import INSi

struct GivenNameStrategyTests {
    /// The calls that a strategy makes when the service answers by this table, else with none.
    private func calls(
        _ givenNames: [String], place: String? = nil, _ answers: [String: ReturnCode]
    ) throws -> (sent: [String], outcome: ReturnCode?) {
        var strategy = GivenNameStrategy(try Samples.sought(givenNames, birthPlace: place))
        var sent: [String] = []
        while let search = strategy.next {
            let call = search.givenName.text + (search.birthPlace.map { "@" + $0.code } ?? "")
            sent.append(call)
            strategy.note(answers[call] ?? ReturnCode.none)
        }
        #expect(strategy.attempts.count == sent.count)
        return (sent, strategy.outcome)
    }

    @Test func `each given name alone, in order, until one is found`() throws {
        let found = try calls(["OLA", "CATARINA", "BELLA"], ["CATARINA": .found])
        #expect(found.sent == ["OLA", "CATARINA"])
        #expect(found.outcome == .found)
    }

    @Test func `then all in one, once`() throws {
        let none = try calls(["PIERRE", "PAUL", "JACQUES"], [:])
        #expect(none.sent == ["PIERRE", "PAUL", "JACQUES", "PIERRE PAUL JACQUES"])
        #expect(none.outcome == ReturnCode.none)
        #expect(try calls(["PIERRE", "'AOUA"], [:]).sent == ["PIERRE", "'AOUA"])
        let one = try calls(["PIERRE"], [:])
        #expect(one.sent == ["PIERRE"])
        #expect(one.outcome == ReturnCode.none)
    }

    @Test func `the birth place goes on a second call only, and only where several answered`() throws {
        let found = try calls(["LEONARDO"], place: "63220", ["LEONARDO": .several, "LEONARDO@63220": .found])
        #expect(found.sent == ["LEONARDO", "LEONARDO@63220"])
        #expect(found.outcome == .found)
        #expect(try calls(["LEONARDO"], place: "63220", [:]).sent == ["LEONARDO"])
        #expect(try calls(["LEONARDO"], place: "63220", ["LEONARDO": .found]).sent == ["LEONARDO"])
        let without = try calls(["LEONARDO"], ["LEONARDO": .several])
        #expect(without.sent == ["LEONARDO"])
        #expect(without.outcome == .several)
    }

    @Test func `several that no birth place decides stay several`() throws {
        let several = try calls(["A", "B"], place: "63220", ["A": .several, "A B": .several])
        #expect(several.sent == ["A", "B", "A B", "A@63220", "A B@63220"])
        #expect(several.outcome == .several)
        #expect(
            try calls(["A"], place: "63220", ["A": .several, "A@63220": .several]).sent == ["A", "A@63220"])
    }

    @Test func `a code that nobody knows ends the search`() throws {
        let odd = try calls(["A", "B"], ["A": ReturnCode(rawValue: "77")])
        #expect(odd.sent == ["A"])
        #expect(odd.outcome == ReturnCode(rawValue: "77"))
    }
}
