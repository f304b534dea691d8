public import Logging
import Synchronization

/// The last events in memory, whatever is written elsewhere: for support, on demand. Never on a disk.
public final class LogRing: Sendable {
    private struct Contents {
        var lines: [LogLine?]
        /// Where the next one goes.
        var next = 0
        var size = 0
    }

    private let contents: Mutex<Contents>
    private let bytes: Int

    /// A ring for so many lines that take so many bytes in all.
    public init(lines: Int = 2000, bytes: Int = 512 * 1024) {
        contents = Mutex(Contents(lines: Array(repeating: nil, count: lines)))
        self.bytes = bytes
    }

    /// The newest `limit` lines of this level and graver, the oldest of them first.
    public func lines(from level: Logger.Level = .debug, limit: Int = .max) -> [LogLine] {
        contents.withLock { contents in
            let inOrder = contents.lines[contents.next...] + contents.lines[..<contents.next]
            return inOrder.compactMap(\.self).filter { $0.level >= level }.suffix(limit)
        }
    }

    func add(_ line: LogLine) {
        contents.withLock { contents in
            let count = contents.lines.count
            contents.size += line.size - (contents.lines[contents.next]?.size ?? 0)
            contents.lines[contents.next] = line
            contents.next = (contents.next + 1) % count
            // The oldest go first: they begin where the next one goes.
            var oldest = contents.next
            while contents.size > bytes, oldest != (contents.next + count - 1) % count {
                contents.size -= contents.lines[oldest]?.size ?? 0
                contents.lines[oldest] = nil
                oldest = (oldest + 1) % count
            }
        }
    }
}
