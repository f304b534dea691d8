import Glibc

/// journald's socket. A line is sent or lost, at once: a journal that is slow or away never holds up the agent.
public final class JournalSocket: LogOutput {
    private let descriptor: Int32
    private let path: [UInt8]
    /// Room for a burst while journald is busy, as its own library asks for.
    private static let buffer: Int32 = 8 * 1024 * 1024

    /// The socket of that path; nil where no socket can be made or the path is too long for one.
    public init?(path: String = "/run/systemd/journal/socket") {
        self.path = Array(path.utf8)
        guard self.path.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return nil }
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { return nil }
        var size = Self.buffer
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout.size(ofValue: size)))
    }

    deinit { close(descriptor) }

    /// See `LogOutput`. Named each time, for journald may have a new socket after it was restarted.
    public func write(_ line: LogLine) -> Bool {
        let bytes = JournalDatagram(line).bytes
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let sent = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bytes.withUnsafeBytes { bytes in
                    unsafe sendto(
                        descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), address,
                        socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        }
        return sent == bytes.count
    }
}
