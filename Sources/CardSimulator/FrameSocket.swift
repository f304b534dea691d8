import Glibc
import Synchronization

/// The card's end of a reader's Unix socket: frames of a big-endian 16-bit length and that many bytes.
///
/// One thread receives; any thread may shut the socket down, which ends the receiving.
final class FrameSocket: Sendable {
    private let descriptor: Mutex<Int32?>

    private init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    /// Connects, trying again every 2 ms for two seconds while the reader is not there yet. Blocks.
    static func connect(to path: String) throws(SlotError) -> FrameSocket {
        guard var address = address(path) else { throw .pathTooLong }
        var code: Int32 = 0
        for _ in 0..<1000 {
            let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            let size = socklen_t(MemoryLayout<sockaddr_un>.size)
            let connected = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe Glibc.connect(fd, $0, size)
                }
            }
            if connected == 0 { return FrameSocket(fd) }
            code = errno
            if fd >= 0 { Glibc.close(fd) }
            guard code == ENOENT || code == ECONNREFUSED || code == EINTR else { break }
            usleep(2000)
        }
        throw .readerUnavailable(errno: code)
    }

    /// The next frame; nil once the other end is gone or the socket was shut down. Blocks.
    func receive() -> [UInt8]? {
        guard let header = receive(exactly: 2) else { return nil }
        return receive(exactly: Int(header[0]) << 8 | Int(header[1]))
    }

    /// Sends one frame of at most 65535 bytes. Blocks while the other end does not read. A lost peer is not told here:
    /// the next `receive` ends.
    func send(_ frame: [UInt8]) {
        guard let fd = descriptor.withLock({ $0 }), let count = UInt16(exactly: frame.count) else { return }
        var rest = ([UInt8(count >> 8), UInt8(count & 0xFF)] + frame)[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent < 0 && errno == EINTR { continue }
            guard sent > 0 else { return }
            rest.removeFirst(sent)
        }
    }

    /// True as soon as the other end is gone, the socket was shut down, or something came though an answer is awaited;
    /// false when none of it happens within so many milliseconds.
    func isEnded(within milliseconds: Int) -> Bool {
        guard let fd = descriptor.withLock({ $0 }) else { return true }
        var watched = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, Int32(clamping: milliseconds)) > 0
    }

    /// Wakes the receiving thread.
    func shutdown() {
        descriptor.withLock { fd in
            if let fd { _ = Glibc.shutdown(fd, Int32(SHUT_RDWR)) }
        }
    }

    /// Closes. Called by the receiving thread when it is done.
    func close() {
        descriptor.withLock { fd in
            if let fd { _ = Glibc.close(fd) }
            fd = nil
        }
    }

    private func receive(exactly count: Int) -> [UInt8]? {
        guard let fd = descriptor.withLock({ $0 }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = unsafe bytes.withUnsafeMutableBytes {
                unsafe recv(fd, $0.baseAddress.map { unsafe $0 + filled }, count - filled, 0)
            }
            if received < 0 && errno == EINTR { continue }
            guard received > 0 else { return nil }
            filled += received
        }
        return bytes
    }

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        return address
    }
}
