import Foundation

/// Sockets as a service manager opens them, and as it should not.
enum ListeningSocket {
    struct Fault: Error {
        let code: Int32
    }

    /// Listens on an IPv4 address; 0 takes any free port.
    static func ipv4(_ host: UInt32 = 0x7F00_0001, port: Int = 0, type: __socket_type = SOCK_STREAM) throws -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = host.bigEndian
        return try bound(AF_INET, type, &address)
    }

    /// Listens on ::1.
    static func ipv6(port: Int) throws -> Int32 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = UInt16(port).bigEndian
        address.sin6_addr = in6addr_loopback
        return try bound(AF_INET6, SOCK_STREAM, &address)
    }

    /// Listens on a path, or takes datagrams there; for everybody.
    static func unix(_ path: String, type: __socket_type = SOCK_STREAM) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
        let descriptor = try bound(AF_UNIX, type, &address)
        unsafe chmod(path, 0o666)
        return descriptor
    }

    /// A TCP socket on a free port of 127.0.0.1 that nobody listens on.
    static func silent() throws -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return try bound(AF_INET, SOCK_STREAM, &address, listens: false)
    }

    /// The port of an IPv4 socket.
    static func port(of descriptor: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func bound<A>(
        _ family: Int32, _ type: __socket_type, _ address: inout A, listens: Bool = true
    ) throws -> Int32 {
        let descriptor = socket(family, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Fault(code: errno) }
        var reuse: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        let size = socklen_t(MemoryLayout<A>.size)
        let code = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        guard code == 0, !listens || type != SOCK_STREAM || listen(descriptor, 64) == 0 else {
            defer { close(descriptor) }
            throw Fault(code: errno)
        }
        return descriptor
    }
}
