import CLinux
import Glibc
import Synchronization

/// The line to the service manager: one datagram for each word (sd_notify(3)).
final class ServiceManager: Sendable {
    /// What can be said.
    enum Word: Equatable {
        /// Everything listens.
        case ready(status: String)
        /// One line for `systemctl status`.
        case status(String)
        /// The end has begun.
        case stopping
        /// We are alive.
        case alive

        /// As the protocol writes it. A status has one line: what would begin another assignment is cut.
        var text: String {
            switch self {
            case .ready(let status): "READY=1\nSTATUS=\(Self.line(status))"
            case .status(let status): "STATUS=\(Self.line(status))"
            case .stopping: "STOPPING=1\nSTATUS=L'agent s'arrête."
            case .alive: "WATCHDOG=1"
            }
        }

        private static func line(_ text: String) -> String { String(text.prefix { !$0.isNewline }) }
    }

    private let socket: Int32
    private let address: sockaddr_un
    private let size: socklen_t

    /// A line to the socket of `NOTIFY_SOCKET`: a path, or an abstract name that begins with `@`; nil for anything else.
    init?(_ place: String?) {
        guard let place, let mark = place.first, mark == "/" || mark == "@" else { return nil }
        var name = Array(place.utf8)
        if mark == "@" { name[0] = 0 }
        var address = sockaddr_un()
        guard name.count > 1, name.count <= MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return nil }
        self.socket = socket
        self.address = address
        size = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        // A manager that does not read must not hold us up for long.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        unsafe setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(socket)
    }

    /// Says a word. One that is not taken is lost: a status is said again at the next change, a sign of life at the next turn.
    func say(_ word: Word) {
        let bytes = Array(word.text.utf8)
        var address = address
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, size)
            }
        }
    }
}
