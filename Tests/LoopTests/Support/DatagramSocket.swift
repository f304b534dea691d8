import Foundation
import Synchronization

/// A socket in the place of journald's. It is read as journald reads it, at once: the kernel keeps few datagrams.
final class DatagramSocket: Sendable {
    private let descriptor: Int32
    private let received = Received()

    struct Failure: Error {}

    private final class Received: Sendable {
        let datagrams = Mutex<[String]>([])
    }

    init(_ path: String) throws {
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
        Thread.detachNewThread { [descriptor, received] in
            var bytes = [UInt8](repeating: 0, count: 65536)
            while true {
                let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
                guard count > 0 else { break }
                received.datagrams.withLock { $0.append(String(decoding: bytes[..<count], as: UTF8.self)) }
            }
            close(descriptor)
        }
    }

    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// What has arrived so far, each datagram as text.
    var all: [String] { received.datagrams.withLock { $0 } }
}
