import AgentTestKit
import Logging
import Testing

@testable import AgentCore

/// The catalogue of what is logged.
struct AgentEventTests {
    @Test(
        "every event has a name of two words, a sentence of its own and, where alerts are built on it, a number of its own"
    )
    func catalogue() {
        let events = AgentEvent.allCases
        #expect(Set(events.map(\.sentence)).count == events.count)
        for event in events { #expect(event.rawValue.wholeMatch(of: /[a-z]+\.[a-zA-Z]+/) != nil) }
        let alerts = events.compactMap(\.alert)
        #expect(Set(alerts).count == alerts.count)
        #expect(alerts.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
        #expect(
            events.filter { $0.level >= .error && $0.alert == nil }.allSatisfy {
                $0 == .workListStopped || $0 == .automaticSearchFailed
            })
    }

    @Test("fields say what they are, and an empty one is left out")
    func fields() {
        let lines = Watched<[String]>([])
        LogRecorder.logger(into: lines).tell(
            .cardUnusable, .code(AgentError(.cardMute)), .cause(AgentError(.cardMute)), .duration(.milliseconds(1500)))
        let line = lines.value.first ?? ""
        #expect(line.hasPrefix("info card not usable") && line.contains(#""milliseconds": 1500"#))
        #expect(line.contains(#""event": card.unusable"#) && !line.contains("cause"))
    }
}
