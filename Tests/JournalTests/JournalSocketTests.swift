import Foundation
import Logging
import Testing
import ToolKit

@testable import Journal

/// Lines sent to a real datagram socket, and a collector in front of it.
struct JournalSocketTests {
    private static let line = LogLine(
        .error, "test.event", message: "hello", fields: [], place: .init(file: "A", function: "f", line: 1))

    private static func journal() throws -> DatagramSocket {
        try DatagramSocket("/tmp/journal-\(UUID().uuidString.prefix(8))")
    }

    @Test("a line arrives as one datagram")
    func arrives() throws {
        let journal = try Self.journal()
        let socket = try #require(JournalSocket(path: journal.path))
        #expect(socket.write(Self.line))
        #expect(journal.next().map { $0.hasPrefix("MESSAGE=hello\nPRIORITY=3\n") } == true)
    }

    @Test("where there is no journal, or a full one, a line is lost at once; how many is told when there is room")
    func lost() throws {
        let journal = try Self.journal()
        let socket = try #require(JournalSocket(path: journal.path))
        let collector = LogCollector(output: socket, threshold: .info)
        let log = collector.logger
        var sent = 0
        while socket.write(Self.line), sent < 100_000 { sent += 1 }
        #expect(sent > 0 && sent < 100_000)
        log.error("one", metadata: ["event": "test.lost"])
        log.error("two", metadata: ["event": "test.lost"])
        for _ in 0..<sent { #expect(journal.next()?.contains("MESSAGE=hello") == true) }
        log.error("three", metadata: ["event": "test.told"])
        #expect(journal.next()?.contains("INSI_EVENT=test.told") == true)
        let told = try #require(journal.next())
        #expect(told.contains("INSI_EVENT=log.lost") && told.contains("INSI_COUNT=2"))
        #expect(JournalSocket(path: "/tmp/none-\(UUID().uuidString)")?.write(Self.line) == false)
        #expect(JournalSocket(path: String(repeating: "x", count: 200)) == nil)
    }

    @Test("the journal is where JOURNAL_STREAM says, and nowhere else")
    func stream() throws {
        var status = stat()
        #expect(unsafe fstat(0, &status) == 0)
        #expect(JournalStream.isConnected("\(status.st_dev):\(status.st_ino)", descriptor: 0))
        for wrong in ["\(status.st_dev):\(status.st_ino + 1)", "\(status.st_dev)", "a:b", "", "1:2:3"] {
            #expect(!JournalStream.isConnected(wrong, descriptor: 0))
        }
        #expect(!JournalStream.isConnected(nil, descriptor: 0) && !JournalStream.isConnected("0:0", descriptor: -1))
    }

    @Test("a pipe that nobody reads does not hold up whoever logs")
    func pipe() throws {
        let pipe = Pipe()
        let output = TextOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        var count = 0
        while output.write(Self.line), count < 100_000 { count += 1 }
        #expect(count > 0 && count < 100_000)
    }

    @Test("many threads at once are not held up either: none writes into room that another one took")
    func manyThreads() {
        let long = LogLine(
            .error, "test.event", message: String(repeating: "x", count: 4000), fields: [],
            place: .init(file: "A", function: "f", line: 1))
        for _ in 1...50 {
            let pipe = Pipe()
            let (writer, reader) = (pipe.fileHandleForWriting, pipe.fileHandleForReading)
            // Room for one page.
            #expect(fcntl(writer.fileDescriptor, 1031, 4096) == 4096)
            let output = TextOutput(descriptor: writer.fileDescriptor)
            let (start, end) = (DispatchSemaphore(value: 0), DispatchGroup())
            for _ in 1...8 {
                Thread.detachNewThread {
                    start.wait()
                    _ = output.write(long)
                    end.leave()
                }
                end.enter()
            }
            for _ in 1...8 { start.signal() }
            let isOver = end.wait(timeout: .now() + 30) == .success
            if !isOver { while end.wait(timeout: .now()) != .success { _ = reader.availableData } }
            #expect(isOver)
        }
    }
}
