import Foundation
import HTTPS
import Testing

@Suite(.serialized) struct HTTPSClientTests {
    private func client(
        _ anchors: [UInt8], connect: Duration = .seconds(60), total: Duration = .seconds(300), limit: Int = 1 << 20,
        proxy: HTTPSProxy? = nil
    ) -> HTTPSClient {
        HTTPSClient(
            configuration: HTTPSConfiguration(
                trustAnchors: anchors, connectTimeout: connect, totalTimeout: total, responseLimit: limit, proxy: proxy)
        )
    }

    private func url(_ port: Int) -> String { "https://127.0.0.1:\(port)/lps" }

    /// The error of one POST of `x`; nil when it succeeded.
    private func failure(_ client: HTTPSClient, _ url: String) async -> HTTPSError? {
        do {
            _ = try await client.post(url, headers: [], body: [0x78])
            return nil
        } catch {
            return error
        }
    }

    @Test func `a request arrives as it was given and its answer comes back`() async throws {
        let server = try TLSServer()
        let (client, address) = (client(server.certificate), url(server.port))
        async let answer = client.post(address, headers: [("X-Test", "one")], body: Array("the body".utf8))
        // An error that comes before the body is sent keeps it from being sent.
        let request = await server.received(until: "the body")
        server.answer("HTTP/1.1 500 Oops\r\nContent-Type: application/soap+xml\r\nContent-Length: 3\r\n\r\nabc")
        let response = try await answer
        #expect(response.status == 500)
        #expect(response.contentType == "application/soap+xml")
        #expect(response.date == nil)
        #expect(response.body == Array("abc".utf8))
        #expect(request.contains("POST /lps HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"))
        #expect(request.contains("X-Test: one\r\n"))
        #expect(request.contains("Content-Length: 8\r\n"))
        #expect(!request.contains("Expect"))
    }

    @Test func `a connection is used again`() async throws {
        let server = try TLSServer(options: ["-naccept", "1"])
        let (client, address) = (client(server.certificate), url(server.port))
        for _ in 1...2 {
            async let answer = client.post(address, headers: [], body: Array("the body".utf8))
            // An answer that comes before the body is sent costs the connection.
            #expect(await server.received(until: "the body").contains("POST /lps"))
            server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na")
            #expect(try await answer.status == 200)
        }
    }

    @Test func `a probe asks for the headers only and tells the server's time`() async throws {
        let server = try TLSServer()
        server.answer("HTTP/1.1 405 No\r\nDate: Sat, 21 Nov 2026 16:00:00 GMT\r\nContent-Length: 9\r\n\r\n")
        let response = try await client(server.certificate).probe(url(server.port))
        #expect(response.status == 405)
        #expect(response.date == "Sat, 21 Nov 2026 16:00:00 GMT")
        #expect(response.body.isEmpty)
        #expect(await server.received(until: "\r\n\r\n").contains("HEAD /lps HTTP/1.1\r\n"))
    }

    @Test func `a server of another authority is refused`() async throws {
        let server = try TLSServer()
        let other = try TLSServer()
        let error = await failure(client(other.certificate), url(server.port))
        #expect(error == .certificateRefused(code: 60, verifyResult: 18))
        #expect(error?.certificateRefusal == .foreign)
        #expect(error?.mayHaveBeenExecuted == false)
    }

    @Test func `a certificate for another name is refused`() async throws {
        let server = try TLSServer(name: "DNS:elsewhere.example")
        #expect(
            await failure(client(server.certificate), url(server.port))
                == .certificateRefused(code: 60, verifyResult: 1))
    }

    @Test func `a server that offers TLS 1.1 only is refused`() async throws {
        let server = try TLSServer(options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        #expect(await failure(client(server.certificate), url(server.port)) == .handshakeFailed(code: 35))
    }

    @Test func `anchors that are no certificate trust nobody`() async throws {
        let server = try TLSServer()
        for anchors in [[], Array("nothing".utf8)] {
            let error = await failure(client(anchors), url(server.port))
            #expect(error == .other(code: 77, function: "curl_multi_perform"))
        }
    }

    @Test func `nobody listening is unreachable`() async throws {
        let server = try TLSServer()
        server.stop()
        #expect(await failure(client(server.certificate), url(server.port)) == .unreachable(code: 7))
        let error = await failure(client(server.certificate), "https://nowhere.invalid/lps")
        #expect(error == .nameUnknown(code: 6))
        #expect(error?.mayHaveBeenExecuted == false)
    }

    @Test func `the proxy that is configured is asked, the environment's never`() async throws {
        unsafe _ = setenv("https_proxy", "http://127.0.0.1:1", 1)
        defer { unsafe _ = unsetenv("https_proxy") }
        let server = try TLSServer()
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        #expect(await failure(client(server.certificate), url(server.port)) == nil)
        let proxy = PlainServer(tcp: { descriptor in
            _ = HTTPSTests.read(descriptor, until: "\r\n\r\n")
            HTTPSTests.write(descriptor, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
        })
        defer { proxy.stop() }
        let refused = await failure(
            client(server.certificate, proxy: HTTPSProxy(url: "http://127.0.0.1:\(proxy.port)")), url(server.port))
        #expect(refused == .proxyRefused(status: 403))
        #expect(refused?.mayHaveBeenExecuted == false)
    }

    @Test func `a plain http address and a header of two lines are refused before any connection`() async throws {
        let server = try TLSServer()
        let error = await failure(client(server.certificate), "http://127.0.0.1:\(server.port)/lps")
        #expect(error == .other(code: 1, function: "curl_url"))
        #expect(error?.mayHaveBeenExecuted == false)
        await #expect(throws: HTTPSError.other(code: 43, function: "curl_easy_setopt")) {
            try await client(server.certificate)
                .post(url(server.port), headers: [("A", "b\r\nHost: other")], body: [])
        }
    }

    @Test func `a silent server ends in a timeout that tells whether the request left`() async throws {
        let server = try TLSServer()
        let late = await failure(client(server.certificate, total: .seconds(3)), url(server.port))
        #expect(late == .timeout(connected: true))
        #expect(late?.mayHaveBeenExecuted == true)
        let mute = PlainServer(tcp: { descriptor in _ = HTTPSTests.read(descriptor, until: "never") })
        defer { mute.stop() }
        let early = await failure(client(server.certificate, connect: .milliseconds(300)), url(mute.port))
        #expect(early == .timeout(connected: false))
        #expect(early?.mayHaveBeenExecuted == false)
    }

    @Test func `an answer over the limit is refused, announced or not`() async throws {
        for header in ["Content-Length: 11\r\n", ""] {
            let server = try TLSServer()
            server.answer("HTTP/1.1 200 OK\r\n\(header)\r\n01234567890")
            #expect(await failure(client(server.certificate, limit: 10), url(server.port)) == .tooLarge)
        }
    }

    @Test func `a server that talks no TLS fails the handshake`() async throws {
        let server = try TLSServer()
        let babbler = PlainServer(tcp: { HTTPSTests.write($0, "HTTP/1.1 400 No\r\n\r\n") })
        defer { babbler.stop() }
        #expect(await failure(client(server.certificate), url(babbler.port)) == .handshakeFailed(code: 35))
    }

    @Test func `a connection that ends within the answer is closed`() async throws {
        let server = try TLSServer()
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        let client = client(server.certificate)
        let url = url(server.port)
        async let error = failure(client, url)
        _ = await server.received(until: "\r\n\r\nx")
        server.stop()
        let closed = await error
        guard case .closed(_, connected: true) = closed else {
            Issue.record("\(String(describing: closed))")
            return
        }
        #expect(closed?.mayHaveBeenExecuted == true)
    }

    @Test(.timeLimit(.minutes(1))) func `a cancelled task ends its exchange at once`() async throws {
        let server = try TLSServer()
        let client = client(server.certificate, total: .seconds(300))
        let url = url(server.port)
        let task = Task { await failure(client, url) }
        _ = await server.received(until: "\r\n\r\nx")
        let clock = ContinuousClock.now
        task.cancel()
        #expect(await task.value == .cancelled(connected: true))
        #expect(ContinuousClock.now - clock < .milliseconds(900))
    }

    @Test func `a task cancelled before it starts sends nothing`() async throws {
        let server = try TLSServer()
        let client = client(server.certificate)
        let url = url(server.port)
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return await failure(client, url)
        }
        #expect(await task.value == .cancelled(connected: false))
    }
}
