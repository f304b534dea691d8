import Logging
import Synchronization
import Testing

@testable import Journal

/// What a logger tells: to the ring everything from debug up, to the output what its threshold lets through.
struct LogCollectorTests {
    private final class Kept: LogOutput {
        let lines = Mutex<[LogLine]>([])

        func write(_ line: LogLine) -> Bool {
            lines.withLock { $0.append(line) }
            return true
        }
    }

    @Test("the ring has what the threshold keeps from the output")
    func threshold() {
        let kept = Kept()
        let collector = LogCollector(output: kept, threshold: .notice)
        for level in Logger.Level.allCases { collector.logger.log(level: level, "x", metadata: ["event": "\(level)"]) }
        #expect(kept.lines.withLock { $0.map(\.event) } == ["notice", "warning", "error", "critical"])
        #expect(collector.ring.lines().map(\.event) == ["debug", "info", "notice", "warning", "error", "critical"])
    }

    @Test("of a library only its warnings are written, without its metadata and numbers of people")
    func library() {
        let kept = Kept()
        let collector = LogCollector(output: kept, threshold: .info)
        collector.logger.notice("started", metadata: ["path": "/v1/ZWQXCANARI"], source: "Hummingbird")
        collector.logger.error("no 1371199876543", metadata: ["name": "ZWQXCANARI"], source: "Hummingbird")
        #expect(kept.lines.withLock { $0.map(\.message) } == ["[Hummingbird] no …"])
        #expect(collector.ring.lines().map(\.level) == [.debug, .error])
        #expect(collector.ring.lines().allSatisfy { $0.event == "library" && $0.fields.isEmpty })
    }

    @Test("what a request causes bears its number, in the tasks that it begins too, and that of its cause")
    func request() async {
        let collector = LogCollector(output: Kept(), threshold: .info)
        let log = collector.logger
        let work = RequestScope.$current.withValue(RequestScope(id: "b", cause: "a")) {
            Task { log.info("x", metadata: ["event": "later", "code": "c"]) }
        }
        await work.value
        log.info("x", metadata: ["event": "outside"])
        let lines = collector.ring.lines()
        #expect(lines.map(\.event) == ["later", "outside"])
        #expect(lines[0].fields == [.init("code", "c"), .init("requestId", "b"), .init("requestId", "a")])
        #expect(lines[1].fields.isEmpty)
    }
}
