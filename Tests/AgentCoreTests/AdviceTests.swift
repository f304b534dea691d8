import HealthIdentity
import INSi
import Testing

@testable import AgentCore

@Suite("What the agent advises, in words")
struct AdviceTests {
    private func traits(place: String?) throws -> SoughtTraits {
        try SoughtTraits(
            birthName: "DE VINCI", givenNames: ["LEONARDO"], sex: "M", birthDate: "2014-02-01", birthPlace: place,
            today: "2026-01-01")
    }

    @Test("After nobody: the birth name first, then the given names; after several: what tells homonyms apart first")
    func orderOfHints() throws {
        let without = try traits(place: nil)
        let with = try traits(place: "63220")
        #expect(
            SearchHint.afterTraits(without, .none) == [
                .birthName, .givenNames, .compoundGivenName, .birthDate, .sex, .vitaleCard,
            ])
        #expect(SearchHint.afterTraits(with, .none).contains(.otherBirthPlace))
        #expect(SearchHint.afterTraits(without, .several) == [.givenNames, .birthPlace, .birthName, .vitaleCard])
        #expect(SearchHint.afterTraits(with, .several) == [.givenNames, .otherBirthPlace, .birthName, .vitaleCard])
        #expect(SearchHint.afterTraits(try traits(place: "99999"), .several).contains(.birthPlace))
        #expect(SearchHint.afterTraits(with, .found).isEmpty)
        #expect(SearchHint.afterCard(isBirthRankAssumed: true, .several) == [.birthRank, .traits])
        #expect(SearchHint.afterCard(isBirthRankAssumed: false, .none) == [.traits])
        #expect(SearchHint.afterCard(isBirthRankAssumed: true, .found).isEmpty)
    }

    @Test("Every hint, event, rule, duty and reason has a sentence of its own")
    func sentences() {
        func expectDistinct(_ texts: [String]) {
            #expect(Set(texts).count == texts.count && texts.allSatisfy { $0.count > 3 }, "\(texts)")
        }
        expectDistinct(SearchHint.allCases.map(\.text))
        expectDistinct(StatusEvent.allCases.map(\.text))
        expectDistinct(StatusRule.allCases.map(\.text))
        expectDistinct(StatusAdvice.Duty.allCases.map(\.text))
        expectDistinct(IdentityTrait.allCases.map(\.text))
        expectDistinct(TraitComparison.Outcome.allCases.map(\.text))
        expectDistinct(TraitComparison.Reason.allCases.map(\.text))
    }

    @Test("The table says of each event and identity what the rules say, in lines that a terminal holds")
    func table() throws {
        let lines = StatusTable.text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 79 }, "\(lines.map(\.count))")
        let cells: [LocalIdentity.Status: String] = [
            .provisional: "prov.", .retrieved: "récup.", .validated: "valid.", .qualified: "qualif.",
        ]
        for event in StatusEvent.allCases {
            let row = try #require(lines.first { $0.hasPrefix(event.text) }).dropFirst(event.text.count)
                .split(separator: " ")
            #expect(row.count == 6)
            for (cell, status) in zip(row, LocalIdentity.Status.allCases) {
                let advice = LocalIdentity.advice(for: status, [], when: event)
                switch advice.verdict {
                case .forbidden: #expect(cell == "non")
                case .unchanged: #expect(cell == "=")
                case .allowed: #expect(cell.hasPrefix(try #require(cells[advice.status])))
                case .incoherent: Issue.record("\(event) \(status)")
                }
            }
        }
    }
}
