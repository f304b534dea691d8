import Logging
import Testing

@testable import Journal

/// The ring keeps the newest lines within its bounds.
struct LogRingTests {
    private static func line(_ number: Int, _ size: Int = 0) -> LogLine {
        LogLine(
            number.isMultiple(of: 2) ? .info : .debug, "\(number)", message: String(repeating: "x", count: size),
            fields: [], place: .init(file: "", function: "", line: 0))
    }

    @Test("the newest lines stay, in the order in which they came")
    func newest() {
        let ring = LogRing(lines: 5)
        #expect(ring.lines().isEmpty)
        for number in 1...3 { ring.add(Self.line(number)) }
        #expect(ring.lines().map(\.event) == ["1", "2", "3"])
        for number in 4...12 { ring.add(Self.line(number)) }
        #expect(ring.lines().map(\.event) == ["8", "9", "10", "11", "12"])
        #expect(ring.lines(from: .info).map(\.event) == ["8", "10", "12"])
        #expect(ring.lines(from: .info, limit: 2).map(\.event) == ["10", "12"])
        #expect(ring.lines(from: .warning).isEmpty)
    }

    @Test("lines that take much room push out others, and never the one that came last")
    func bytes() {
        let ring = LogRing(lines: 10, bytes: 2500)
        for number in 1...4 { ring.add(Self.line(number, 400)) }
        #expect(ring.lines().map(\.event) == ["1", "2", "3", "4"])
        ring.add(Self.line(5, 1500))
        #expect(ring.lines().map(\.event) == ["4", "5"])
        ring.add(Self.line(6, 9000))
        #expect(ring.lines().map(\.event) == ["6"])
        for number in 7...30 { ring.add(Self.line(number)) }
        #expect(ring.lines().map(\.event) == (21...30).map(String.init))
    }
}
