import Glibc
import Synchronization

/// Lines of text on a descriptor: standard error where it is no journal.
public final class TextOutput: LogOutput {
    private let descriptor: Int32
    /// One thread at a time: room that two were promised is taken by the first, and the second would wait for a reader.
    private let turn = Mutex(())
    /// A pipe takes so much at once, or nothing (`PIPE_BUF`).
    private static let most = 4096

    /// An output on that descriptor, which stays as it is and is not closed.
    public init(descriptor: Int32 = 2) {
        self.descriptor = descriptor
    }

    /// See `LogOutput`. The descriptor is others' too, so that it is asked for room and not made non-blocking.
    public func write(_ line: LogLine) -> Bool {
        let bytes = Array(line.text.utf8.prefix(Self.most - 1)) + [0x0A]
        return turn.withLock { _ in
            var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard unsafe poll(&room, 1, 0) == 1, room.revents & Int16(POLLOUT) != 0 else { return false }
            let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            return written == bytes.count
        }
    }
}
