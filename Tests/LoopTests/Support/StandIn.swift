import Foundation

/// A program of the test's own that listens where another one should: it reads what a caller says first, gives its one answer and
/// hangs up.
final class StandIn: Sendable {
    /// Its TCP port on 127.0.0.1; 0 on a Unix socket.
    let port: Int
    private let descriptor: Int32

    /// Listens on 127.0.0.1.
    init(answer: String = "") throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        unsafe inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        try Self.bind(listener, &address)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(listener, $0, &size)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        serve(answer)
    }

    /// Listens on a Unix socket that everybody may use.
    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: Array(path.utf8)) }
        try Self.bind(descriptor, &address)
        unsafe chmod(path, 0o666)
        port = 0
        serve("")
    }

    deinit {
        // Wakes the thread that accepts, which then ends.
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    /// Keeps it there as long as `body` runs.
    func serving<R>(_ body: () async throws -> R) async rethrows -> R {
        let result = try await body()
        withExtendedLifetime(self) {}
        return result
    }

    private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) throws {
        let size = socklen_t(MemoryLayout<Address>.size)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Foundation.bind(descriptor, $0, size)
            }
        }
        guard bound == 0, listen(descriptor, 8) == 0 else { throw POSIXError(.EADDRINUSE) }
    }

    private func serve(_ answer: String) {
        let listener = descriptor
        Thread.detachNewThread {
            while true {
                let caller = accept(listener, nil, nil)
                guard caller >= 0 else { return }
                var page = [UInt8](repeating: 0, count: 4096)
                _ = unsafe recv(caller, &page, page.count, 0)
                let bytes = Array(answer.utf8)
                _ = unsafe send(caller, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                close(caller)
            }
        }
    }
}
