import Foundation
import HTTPS
import Testing

struct LocalClientTests {
    @Test func `a request reaches the socket with its method, path, headers and body`() throws {
        let server = PlainServer(unix: { descriptor in
            let request = readRequest(descriptor)
            HTTPSTests.write(
                descriptor,
                "HTTP/1.1 201 Made\r\nContent-Type: text/plain\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)"
            )
        })
        defer { server.stop() }
        let client = LocalClient(socketPath: server.path)
        let get = try client.request(method: "GET", path: "/v1/state?a=b", headers: [("Accept", "text/plain")])
        #expect(get.status == 201)
        #expect(get.contentType == "text/plain")
        let lines = String(decoding: get.body, as: UTF8.self)
        #expect(lines.hasPrefix("GET /v1/state?a=b HTTP/1.1\r\nHost: localhost\r\n"))
        #expect(lines.contains("Accept: text/plain\r\n"))
        let post = String(decoding: try client.request(method: "POST", path: "/v1/stop").body, as: UTF8.self)
        #expect(post.hasPrefix("POST /v1/stop HTTP/1.1\r\n"))
        #expect(post.contains("Content-Length: 0\r\n"))
        let delete = try client.request(method: "DELETE", path: "/v1/session", body: Array("body".utf8))
        let deleted = String(decoding: delete.body, as: UTF8.self)
        #expect(deleted.hasPrefix("DELETE /v1/session HTTP/1.1\r\n") && deleted.hasSuffix("\r\n\r\nbody"))
    }

    @Test func `nobody behind the socket is unreachable`() {
        #expect(throws: HTTPSError.unreachable(code: 7)) {
            try LocalClient(socketPath: "/tmp/nobody-listens-here.sock").request(method: "GET", path: "/")
        }
    }

    @Test func `a path without slash is refused`() {
        #expect(throws: HTTPSError.other(code: 43, function: "curl_easy_setopt")) {
            try LocalClient(socketPath: "/tmp/nobody-listens-here.sock").request(method: "GET", path: "@elsewhere")
        }
    }

    @Test func `a silent agent ends in a timeout`() {
        let server = PlainServer(unix: { descriptor in _ = HTTPSTests.read(descriptor, until: "never") })
        defer { server.stop() }
        #expect(throws: HTTPSError.timeout(connected: true)) {
            try LocalClient(socketPath: server.path, timeout: .milliseconds(200)).request(method: "GET", path: "/")
        }
    }

    @Test func `an agent that hangs up is closed`() {
        let server = PlainServer(unix: { descriptor in _ = HTTPSTests.read(descriptor, until: "\r\n\r\n") })
        defer { server.stop() }
        #expect(throws: HTTPSError.closed(code: 52, connected: true)) {
            try LocalClient(socketPath: server.path).request(method: "GET", path: "/")
        }
    }
}
