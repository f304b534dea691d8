import Foundation

/// HTTP/1.1 over a bare TCP socket, so that requests that no library would send can be sent.
enum RawHTTP {
    struct Answer: Sendable {
        let status: Int
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        var json: JSON? { try? JSON(body) }
    }

    struct NoAnswer: Error {
        let received: Int
    }

    /// Sends the bytes on a new connection and reads one answer.
    static func exchange(
        _ request: [UInt8], port: Int, ipv6: Bool = false, timeout: Int = 10
    ) async throws -> Answer {
        try await exchange(request, port: port, ipv6: ipv6, timeout: timeout, answers: 1)[0]
    }

    /// Sends the bytes and reads so many answers; blocks a thread of its own, not the caller's.
    static func exchange(
        _ request: [UInt8], port: Int, ipv6: Bool = false, timeout: Int = 10, answers: Int
    ) async throws -> [Answer] {
        try await Waiting.onThread {
            let descriptor = try connect(port: port, ipv6: ipv6, timeout: timeout)
            defer { close(descriptor) }
            send(request, to: descriptor)
            return try read(answers, from: descriptor, withoutBody: request.starts(with: Array("HEAD ".utf8)))
        }
    }

    /// The request that presents a PIN.
    static func put(pin: String, by client: AgentClient) -> [UInt8] {
        let lines = [
            "PUT /v1/professional/pin HTTP/1.1", "Host: 127.0.0.1:\(client.port)",
            "Authorization: Bearer \(client.token ?? "")", "Origin: \(client.origin ?? "")",
            "Content-Type: application/octet-stream", "Content-Length: \(pin.utf8.count)", "Connection: close",
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + pin).utf8)
    }

    /// Sends the bytes as far as the peer takes them.
    static func send(_ request: [UInt8], to descriptor: Int32) {
        var rest = request[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that refuses may close before it has read all: its answer is there nevertheless.
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends the bytes on a new connection and leaves it open; the caller closes the descriptor. `receiveBuffer` bounds what
    /// the kernel takes for a caller that does not read, bytes.
    static func open(_ request: [UInt8], port: Int, receiveBuffer: Int32? = nil) throws -> Int32 {
        let descriptor = try connect(port: port, ipv6: false, timeout: 10, receiveBuffer: receiveBuffer)
        send(request, to: descriptor)
        return descriptor
    }

    private static func connect(
        port: Int, ipv6: Bool, timeout: Int, receiveBuffer: Int32? = nil
    ) throws -> Int32 {
        let family = ipv6 ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        let code: Int32
        if ipv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = UInt16(port).bigEndian
            address.sin6_addr = in6addr_loopback
            code = connect(descriptor, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            code = connect(descriptor, &address)
        }
        guard code == 0 else {
            close(descriptor)
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return descriptor
    }

    private static func connect<A>(_ descriptor: Int32, _ address: inout A) -> Int32 {
        let size = socklen_t(MemoryLayout<A>.size)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Foundation.connect(descriptor, $0, size)
            }
        }
    }

    private static func read(_ count: Int, from descriptor: Int32, withoutBody: Bool) throws -> [Answer] {
        var answers: [Answer] = []
        var received: [UInt8] = []
        var page = [UInt8](repeating: 0, count: 65536)
        while true {
            while let (answer, length) = parse(received, withoutBody: withoutBody) {
                answers.append(answer)
                if answers.count == count { return answers }
                received.removeFirst(length)
            }
            let size = unsafe page.withUnsafeMutableBytes {
                unsafe Foundation.read(descriptor, $0.baseAddress, $0.count)
            }
            guard size > 0 else { throw NoAnswer(received: received.count) }
            received += page[..<size]
        }
    }

    /// The first answer and its length; nil while something is missing.
    private static func parse(_ bytes: [UInt8], withoutBody: Bool) -> (Answer, Int)? {
        guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        guard let status = lines[0].split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        let announced = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) }
        guard let length = withoutBody || status == 204 || status == 304 ? 0 : announced,
            bytes.count - end.upperBound >= length
        else { return nil }
        let body = Array(bytes[end.upperBound..<end.upperBound + length])
        return (Answer(status: status, headers: headers, body: body), end.upperBound + length)
    }
}
