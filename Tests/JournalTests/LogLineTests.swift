import Foundation
import Logging
import Testing

@testable import Journal

/// The forms of a line: text for a terminal, a datagram for journald.
struct LogLineTests {
    private static func line(_ message: String, _ fields: [LogLine.Field] = [], alert: String? = nil) -> LogLine {
        LogLine(
            .warning, "test.event", alert: alert, message: message, fields: fields,
            place: .init(file: "A.swift", function: "f()", line: 7))
    }

    @Test("the text is one line, and steers no terminal")
    func text() {
        let text = Self.line(
            "a\nb\u{1b}[2J\u{9b}31m\u{202e}",
            [.init("reader", "Ingenico \"X\" 1"), .init("code", "a=b"), .init("n", "1")]
        ).text
        #expect(
            text.hasSuffix(
                #" warning test.event: a\u{a}b\u{1b}[2J\u{9b}31m\u{202e} reader="Ingenico \"X\" 1" code="a=b" n=1"#))
        #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z .*/) != nil)
    }

    @Test("the time is that of the machine, in UTC")
    func time() throws {
        let line = Self.line("")
        let time = try Date(
            line.timeText, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
        #expect(abs(time.timeIntervalSinceNow) < 60)
        #expect(Int64((time.timeIntervalSince1970 * 1000).rounded()) == line.time)
    }

    @Test("the datagram names every field, and gives a value of several lines by its length")
    func datagram() {
        let line = Self.line("one\ntwo", [.init("requestId", "7"), .init("messageID", "é")], alert: "0af")
        var expected = Array("MESSAGE\n".utf8) + [7, 0, 0, 0, 0, 0, 0, 0] + Array("one\ntwo\n".utf8)
        expected += Array(
            "PRIORITY=4\nSYSLOG_IDENTIFIER=insi-agent\nCODE_FILE=A.swift\nCODE_LINE=7\nCODE_FUNC=f()\n".utf8)
        expected += Array("MESSAGE_ID=0af\nINSI_EVENT=test.event\nINSI_REQUEST_ID=7\nINSI_MESSAGE_ID=é\n".utf8)
        #expect(JournalDatagram(line).bytes == expected)
    }
}
