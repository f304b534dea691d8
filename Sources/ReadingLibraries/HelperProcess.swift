import Dispatch
import Glibc
import HealthCards

/// The process `insi-agent-library` and our end of the socket to it. Ends and is reaped with this value.
struct HelperProcess: ~Copyable {
    private let socket: Int32
    /// 0 once it has been reaped; also the number of its process group.
    private(set) var pid: pid_t

    /// Starts the program at that path. Throws `notLoadable` when it cannot be started.
    init(_ path: String) throws(OfficialReadingError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .notLoadable(reason: "socketpair: errno \(errno)")
        }
        let (code, child) = Self.spawn(path, ends[1])
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw .notLoadable(reason: "\(path): errno \(code)")
        }
        socket = ends[0]
        pid = child
    }

    deinit {
        close(socket)
        if pid > 0 { _ = Self.end(pid) }
    }

    /// The process given, when it still waits for a question, otherwise a new one.
    static func running(
        _ process: consuming HelperProcess?, otherwise path: String
    ) throws(OfficialReadingError) -> HelperProcess {
        guard let process, process.isIdle() else { return try HelperProcess(path) }
        return process
    }

    /// Sends a line and waits for one.
    ///
    /// Throws `timedOut`, `crashed` when the process ended instead, `unreadable` for more than `limit` bytes or more than
    /// a line. After an error this process is of no more use.
    mutating func exchange(
        _ line: [UInt8], limit: Int, within timeout: Duration
    ) throws(OfficialReadingError) -> [UInt8] {
        let deadline = ContinuousClock.now + timeout
        var rest = line[...]
        while !rest.isEmpty {
            try wait(for: POLLOUT, until: deadline)
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            rest = rest.dropFirst(try transferred(count))
        }
        var answer: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65536)
        while answer.last != UInt8(ascii: "\n") {
            try wait(for: POLLIN, until: deadline)
            let count = unsafe recv(socket, &block, block.count, Int32(MSG_DONTWAIT))
            guard count != 0 else { throw .crashed(status: reap()) }
            answer += block.prefix(try transferred(count))
            guard answer.count <= limit else { throw .unreadable("size of the answer") }
        }
        return answer.dropLast()
    }

    private func wait(for event: Int32, until deadline: ContinuousClock.Instant) throws(OfficialReadingError) {
        var descriptor = pollfd(fd: socket, events: Int16(truncatingIfNeeded: event), revents: 0)
        while true {
            let rest = deadline - ContinuousClock.now
            let milliseconds = rest.components.seconds * 1000 + rest.components.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw .timedOut }
            if unsafe poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0 { return }
        }
    }

    /// How much was transferred, 0 when it has to be tried again.
    private mutating func transferred(_ count: Int) throws(OfficialReadingError) -> Int {
        if count >= 0 { return count }
        guard errno == EINTR || errno == EAGAIN else { throw .crashed(status: reap()) }
        return 0
    }

    /// Nothing to be read: neither the end of the process nor what nobody asked for.
    private func isIdle() -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(truncatingIfNeeded: POLLIN), revents: 0)
        return unsafe poll(&descriptor, 1, 0) == 0
    }

    /// The signal or exit status of a process that closed its end: both were settled before, so SIGKILL changes nothing.
    private mutating func reap() -> Int32 {
        let status = Self.end(pid)
        pid = 0
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : status & 0x7F
    }

    /// Kills the process and all that it started, and returns its wait status. One that the kernel cannot end at once,
    /// stuck in a driver, is left to a thread that waits for it: its status is told as killed.
    private static func end(_ pid: pid_t) -> Int32 {
        var status: Int32 = 0
        kill(-pid, SIGKILL)
        for _ in 0..<200 {
            let ended = unsafe waitpid(pid, &status, WNOHANG)
            if ended == pid || (ended < 0 && errno != EINTR) { return status }
            usleep(10_000)
        }
        DispatchQueue.global().async {
            var late: Int32 = 0
            _ = unsafe waitpid(pid, &late, 0)
        }
        return SIGKILL
    }
}
