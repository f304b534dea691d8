import CReadingLibraries
import Dispatch
import FoundationEssentials
import Glibc
import LibraryMessages

/// Requests and answers, one line of JSON each. The descriptors of the process are moved away first: what a library prints
/// must neither disturb the protocol nor reach a log.
struct Conversation {
    private static let maximumLine = 65536
    private let input: Int32
    private let output: Int32

    /// Takes over standard input and output, and closes whatever else was inherited. No core dump from here on, and the end of the process when the other side
    /// closes, even while a library hangs: a death signal would not do, since it follows the parent's thread.
    init?() {
        closefrom(3)
        input = duplicate(0)
        output = duplicate(1)
        let null = unsafe open("/dev/null", O_RDWR | O_CLOEXEC)
        guard input > 2, output > 2, null > 2, (0...2).allSatisfy({ dup2(null, $0) == $0 }) else { return nil }
        close(null)
        guard process_forbid_dump() == 0 else { return nil }
        let input = input
        DispatchQueue(label: "parent").async { Self.endWithParent(input) }
    }

    /// The next request; nil at the end of the input. The process ends for anything that is no request.
    func next() -> LibraryRequest? {
        guard let line = line() else { return nil }
        guard let request = try? JSONDecoder().decode(LibraryRequest.self, from: Data(line)) else { exit(EX_USAGE) }
        return request
    }

    /// Sends one answer.
    func answer(_ answer: LibraryAnswer) {
        guard let data = try? JSONEncoder().encode(answer) else { exit(EX_SOFTWARE) }
        var rest = Array(data) + [UInt8(ascii: "\n")]
        while !rest.isEmpty {
            let count = unsafe write(output, rest, rest.count)
            guard count > 0 || errno == EINTR else { exit(EX_IOERR) }
            rest.removeFirst(max(0, count))
        }
    }

    private func line() -> [UInt8]? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < Self.maximumLine {
            let count = unsafe read(input, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == UInt8(ascii: "\n") { return line }
            line.append(byte)
        }
        return nil
    }

    private static func endWithParent(_ input: Int32) {
        var parent = pollfd(fd: input, events: 0, revents: 0)
        while unsafe poll(&parent, 1, -1) < 1 {}
        _exit(EX_OK)
    }
}

/// A copy of a descriptor out of the range that libraries know.
private func duplicate(_ descriptor: Int32) -> Int32 {
    fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
}
