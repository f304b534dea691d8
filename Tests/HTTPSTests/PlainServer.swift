import Foundation

/// A listening socket whose connections are handled, one after the other, by a closure on a thread of its own.
final class PlainServer: Sendable {
    let port: Int
    let path: String
    private let descriptor: Int32

    /// Listens on a free port of 127.0.0.1.
    init(tcp handler: @escaping @Sendable (Int32) -> Void) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        path = ""
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = unsafe withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe _ = bind(descriptor, $0, length)
                unsafe _ = getsockname(descriptor, $0, &length)
            }
            return Int(UInt16(bigEndian: unsafe pointer.pointee.sin_port))
        }
        serve(handler)
    }

    /// Listens on a Unix socket in the temporary folder.
    init(unix handler: @escaping @Sendable (Int32) -> Void) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        path = "/tmp/" + UUID().uuidString + ".sock"
        port = 0
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        unsafe withUnsafePointer(to: &address) { [descriptor] pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe _ = bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        serve(handler)
    }

    /// Listens no more and wakes the thread, which closes the socket: closed here, its number could be another server's by
    /// the time the thread comes back from its handler.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        unsafe _ = unlink(path)
    }

    private func serve(_ handler: @escaping @Sendable (Int32) -> Void) {
        listen(descriptor, 8)
        Thread.detachNewThread { [descriptor] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else {
                    close(descriptor)
                    return
                }
                handler(client)
                close(client)
            }
        }
    }
}

/// Reads from a socket until `end` was met or the other side closed.
func read(_ descriptor: Int32, until end: String) -> String {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !text.contains(end) {
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text
}

/// Reads one HTTP request from a socket, with the body that its Content-Length announces.
func readRequest(_ descriptor: Int32) -> String {
    let head = read(descriptor, until: "\r\n\r\n")
    let length = head.firstMatch(of: #/Content-Length: (\d+)/#).flatMap { Int($0.1) } ?? 0
    let body = head.components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
    var missing = length - body.utf8.count
    var text = head
    var buffer = [UInt8](repeating: 0, count: 4096)
    while missing > 0 {
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        text += String(decoding: buffer[..<count], as: UTF8.self)
        missing -= count
    }
    return text
}

/// Writes a text to a socket.
func write(_ descriptor: Int32, _ text: String) {
    let bytes = Array(text.utf8)
    unsafe _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
}
