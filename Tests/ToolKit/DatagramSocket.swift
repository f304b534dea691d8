import Foundation

/// A socket in the place of journald's, at a path.
public final class DatagramSocket: Sendable {
    /// Its path.
    public let path: String
    private let descriptor: Int32

    /// It could not be made at that path.
    public struct Failure: Error {}

    /// Takes datagrams at that path.
    public init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound else { throw Failure() }
    }

    deinit {
        close(descriptor)
        unsafe unlink(path)
    }

    /// The next datagram as text; nil when there is none now, or when it was shut down.
    public func next(waiting: Bool = false) -> String? {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = unsafe recv(descriptor, &bytes, bytes.count, waiting ? 0 : Int32(MSG_DONTWAIT))
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    /// Whoever waits for a datagram goes on without one.
    public func shutDown() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
