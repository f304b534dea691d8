import HTTPS
import Testing

@Suite(.serialized) struct ProxyTests {
    private func failure(_ server: TLSServer, _ proxy: HTTPSProxy) async -> HTTPSError? {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let client = HTTPSClient(configuration: HTTPSConfiguration(trustAnchors: server.certificate, proxy: proxy))
        do throws(HTTPSError) {
            _ = try await client.post("https://127.0.0.1:\(server.port)/lps", headers: [], body: [0x78])
            return nil
        } catch {
            return error
        }
    }

    @Test func `name and password open a proxy that asks for them`() async throws {
        let server = try TLSServer()
        let proxy = TunnelProxy(challenge: "Basic realm=\"p\"") { $0 == "Basic dXNlcjpzZWNyZXQ=" }
        defer { proxy.stop() }
        let account = HTTPSProxy(url: proxy.url, user: "user", password: Array("secret".utf8))
        #expect(await failure(server, account) == nil)
        #expect(await server.received(until: "\r\n\r\nx").contains("POST /lps"))
    }

    @Test func `a proxy that wants a digest gets no password`() async throws {
        let server = try TLSServer()
        let proxy = TunnelProxy(challenge: "Digest realm=\"p\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256") {
            $0.hasPrefix("Digest ") && $0.contains("username=\"user\"") && !$0.contains("secret")
        }
        defer { proxy.stop() }
        let account = HTTPSProxy(url: proxy.url, user: "user", password: Array("secret".utf8))
        #expect(await failure(server, account) == nil)
    }

    @Test func `a proxy that would rather have a Kerberos ticket takes the password`() async throws {
        let server = try TLSServer()
        let proxy = TunnelProxy(challenge: "Negotiate\r\nProxy-Authenticate: Basic realm=\"p\"") {
            $0 == "Basic dXNlcjpzZWNyZXQ="
        }
        defer { proxy.stop() }
        let account = HTTPSProxy(url: proxy.url, user: "user", password: Array("secret".utf8))
        #expect(await failure(server, account) == nil)
        let ticket = HTTPSProxy(url: proxy.url, user: "user")
        #expect(await failure(server, ticket) == .proxyRefused(status: 407))
    }

    @Test func `a proxy that does not accept the account answers 407`() async throws {
        let server = try TLSServer()
        let proxy = TunnelProxy(challenge: "Basic realm=\"p\"") { $0 == "Basic dXNlcjpzZWNyZXQ=" }
        defer { proxy.stop() }
        let wrong = HTTPSProxy(url: proxy.url, user: "user", password: Array("other".utf8))
        for account in [wrong, HTTPSProxy(url: proxy.url)] {
            let error = await failure(server, account)
            #expect(error == .proxyRefused(status: 407))
            #expect(error?.mayHaveBeenExecuted == false)
        }
    }

    @Test func `the server behind a proxy is checked as without`() async throws {
        let server = try TLSServer(name: "DNS:elsewhere.example")
        let proxy = TunnelProxy(challenge: nil) { _ in true }
        defer { proxy.stop() }
        #expect(await failure(server, HTTPSProxy(url: proxy.url))?.certificateRefusal == .name)
    }

    @Test func `a proxy where nobody listens, or that nobody knows`() async throws {
        let server = try TLSServer()
        let gone = try TLSServer()
        gone.stop()
        let silent = await failure(server, HTTPSProxy(url: "http://127.0.0.1:\(gone.port)"))
        #expect(silent == .proxyUnreachable(code: 7))
        #expect(silent?.mayHaveBeenExecuted == false)
        let unknown = await failure(server, HTTPSProxy(url: "http://nowhere.invalid:3128"))
        #expect(unknown == .proxyUnreachable(code: 5))
    }

    @Test func `a password with a NUL byte is refused rather than cut`() async throws {
        let server = try TLSServer()
        let account = HTTPSProxy(url: "http://127.0.0.1:1", user: "user", password: [0x61, 0, 0x62])
        #expect(await failure(server, account) == .other(code: 43, function: "curl_easy_setopt"))
    }

    @Test func `a proxy prints nothing of itself`() {
        let proxy = HTTPSProxy(url: "http://a:b@c", user: "user", password: Array("secret".utf8))
        #expect("\(proxy)" == "HTTPSProxy" && String(reflecting: proxy) == "HTTPSProxy")
    }
}
