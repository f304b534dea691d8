import Foundation

/// A proxy that tunnels to 127.0.0.1 what it lets through, one connection at a time.
final class TunnelProxy: Sendable {
    private let server: PlainServer

    /// With a `challenge`, only requests whose `Proxy-Authorization` is accepted get through.
    init(challenge: String?, accepts: @escaping @Sendable (String) -> Bool) {
        server = PlainServer(tcp: { client in
            while case let request = HTTPSTests.read(client, until: "\r\n\r\n"), request.hasPrefix("CONNECT ") {
                let account = TunnelProxy.header("Proxy-Authorization", in: request)
                if let challenge, account.map(accepts) != true {
                    HTTPSTests.write(
                        client,
                        "HTTP/1.1 407 Who\r\nProxy-Authenticate: \(challenge)\r\nContent-Length: 0\r\n\r\n")
                } else {
                    TunnelProxy.tunnel(client, port: TunnelProxy.port(request))
                    return
                }
            }
        })
    }

    var url: String { "http://127.0.0.1:\(server.port)" }

    func stop() {
        server.stop()
    }

    private static func header(_ name: String, in request: String) -> String? {
        request.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    private static func port(_ request: String) -> UInt16 {
        request.split(separator: " ").dropFirst().first?.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    }

    private static func tunnel(_ client: Int32, port: UInt16) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(server) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(server, $0, length) }
        }
        guard connected == 0 else { return HTTPSTests.write(client, "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n") }
        HTTPSTests.write(client, "HTTP/1.1 200 OK\r\n\r\n")
        pump(client, server)
    }

    /// Copies both ways until one side closes.
    private static func pump(_ client: Int32, _ server: Int32) {
        var polled = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while unsafe poll(&polled, 2, -1) > 0 {
            for (index, other) in [server, client].enumerated() where polled[index].revents != 0 {
                let count = unsafe recv(polled[index].fd, &buffer, buffer.count, 0)
                guard count > 0 else { return }
                unsafe _ = send(other, buffer, count, Int32(MSG_NOSIGNAL))
            }
        }
    }
}
