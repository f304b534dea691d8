import AgentCore
import AgentTestKit
import Logging
import Testing

@testable import AgentHTTP

/// Refusals are logged, and a flood of them is not.
struct RefusalLogTests {
    @Test("a thousand refusals of one code in a minute are eight lines, which tell how many there were")
    func flood() {
        let lines = Watched<[String]>([])
        let refusals = RefusalLog(log: LogRecorder.logger(into: lines))
        let start = ContinuousClock.now
        for _ in 1...1000 { refusals.note(AgentError(.requestOrigin), at: start) }
        #expect(lines.value.count == 8)
        #expect(lines.value.allSatisfy { $0.hasPrefix("notice caller refused") && $0.contains("request.origin") })
        #expect(lines.value.last?.contains(#""count": 1000"#) == true)
        refusals.note(AgentError(.pinWrong), at: start)
        #expect(lines.value.count == 9 && lines.value.last?.hasPrefix("info request refused") == true)
        refusals.note(AgentError(.requestOrigin), at: start + .seconds(59))
        #expect(lines.value.count == 9)
        refusals.note(AgentError(.requestOrigin), at: start + .seconds(60))
        #expect(lines.value.count == 10 && lines.value.last?.contains(#""count": 1"#) == true)
    }

    @Test("a fault of our own is an error")
    func fault() {
        let lines = Watched<[String]>([])
        RefusalLog(log: LogRecorder.logger(into: lines)).note(AgentError(.internalError, underlying: "1371199876543"))
        #expect(lines.value.first?.hasPrefix("error request failed") == true)
        #expect(lines.value.first?.contains("1371199876543") == false)
    }
}
