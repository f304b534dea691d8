import Foundation
import HTTPS
import Testing

/// What a server says to our certificate, in both versions of TLS: in 1.3 it speaks once the connection is open.
@Suite(.serialized) struct ClientCertificateTests {
    private let pki: TestPKI
    private let foreign: TestPKI

    init() throws {
        pki = try TestPKI.shared.get()
        foreign = try TestPKI.foreign.get()
    }

    /// A server that demands a certificate of our authority that is not revoked.
    private func server(_ version: String) throws -> TLSServer {
        try TLSServer(
            certificate: pki.issue(), key: pki.key,
            options: [
                version, "-Verify", "2", "-verify_return_error", "-CAfile", pki.authority, "-crl_check",
                "-CRL", pki.revocationList(),
            ])
    }

    private func identity(_ certificate: String, key: String) throws -> HTTPSClientIdentity {
        let bytes = try contents(key)
        return HTTPSClientIdentity(chainPEM: try contents(certificate)) { use in use(bytes.span) }
    }

    private func client(_ identity: HTTPSClientIdentity?) throws -> HTTPSClient {
        HTTPSClient(
            configuration: HTTPSConfiguration(trustAnchors: try contents(pki.authority), clientIdentity: identity))
    }

    /// The error of one exchange with a server that would answer.
    private func failure(_ server: TLSServer, _ identity: HTTPSClientIdentity?, body: Int = 1) async throws
        -> HTTPSError?
    {
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let client = try client(identity)
        do throws(HTTPSError) {
            _ = try await client.post(
                "https://127.0.0.1:\(server.port)/lps", headers: [], body: [UInt8](repeating: 0x78, count: body))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `a certificate that the server believes opens`(
        _ version: String
    ) async throws {
        let server = try server(version)
        #expect(try await failure(server, identity(pki.issue(), key: pki.key)) == nil)
    }

    @Test func `the authorities below the root are shown as well`() async throws {
        let server = try TLSServer(
            certificate: pki.issue(), key: pki.key,
            options: ["-Verify", "2", "-verify_return_error", "-CAfile", pki.authority])
        let chain = try pki.issueThroughIntermediate()
        #expect(try await failure(server, identity(chain, key: pki.key)) == nil)
    }

    @Test func `a connection with a certificate is used again`() async throws {
        let server = try TLSServer(
            certificate: pki.issue(), key: pki.key,
            options: ["-naccept", "1", "-Verify", "2", "-verify_return_error", "-CAfile", pki.authority])
        let client = try client(identity(pki.issue(), key: pki.key))
        for _ in 1...2 {
            server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na")
            let url = "https://127.0.0.1:\(server.port)/lps"
            #expect(try await client.post(url, headers: [], body: [0x78]).status == 200)
        }
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `no certificate where one is demanded`(
        _ version: String
    ) async throws {
        let error = try await failure(server(version), nil)
        #expect(error == .clientCertificateRefused(alert: .required))
        #expect(error?.mayHaveBeenExecuted == false)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `a certificate of another authority`(
        _ version: String
    ) async throws {
        let error = try await failure(server(version), identity(foreign.issue(), key: foreign.key))
        #expect(error == .clientCertificateRefused(alert: .unknownAuthority))
        #expect(error?.mayHaveBeenExecuted == false)
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `a certificate past its end`(_ version: String) async throws {
        let expired = try pki.issue(from: -3, to: -1)
        let error = try await failure(server(version), identity(expired, key: pki.key))
        #expect(error == .clientCertificateRefused(alert: .expired))
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `a certificate not valid yet`(_ version: String) async throws {
        let early = try pki.issue(from: 1, to: 3)
        let error = try await failure(server(version), identity(early, key: pki.key))
        #expect(error == .clientCertificateRefused(alert: .bad("bad certificate")))
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"]) func `a certificate on the revocation list`(
        _ version: String
    ) async throws {
        let revoked = try pki.issue()
        try pki.revoke(revoked)
        let error = try await failure(server(version), identity(revoked, key: pki.key))
        #expect(error == .clientCertificateRefused(alert: .revoked))
    }

    @Test(arguments: [20_000, 5_000_000]) func `a long request does not drown the refusal`(
        _ count: Int
    ) async throws {
        let error = try await failure(server("-tls1_3"), nil, body: count)
        #expect(error == .clientCertificateRefused(alert: .required))
    }

    @Test func `a failed handshake with a certificate shown is not about the certificate`() async throws {
        let server = try TLSServer(
            certificate: pki.issue(), key: pki.key,
            options: ["-tls1_2", "-cipher", "PSK-AES128-CBC-SHA256", "-psk", "00"])
        let error = try await failure(server, identity(pki.issue(), key: pki.key))
        #expect(error == .handshakeFailed(code: 35))
    }

    @Test func `an identity that cannot be used sends nothing`() async throws {
        let server = try server("-tls1_3")
        let certificate = try pki.issue()
        let locked = pki.key + ".locked"
        try TestPKI.openssl(["pkcs8", "-topk8", "-in", pki.key, "-out", locked, "-passout", "pass:secret"])
        let unusable = [
            try identity(certificate, key: foreign.key), try identity(certificate, key: locked),
            try identity(pki.key, key: pki.key), HTTPSClientIdentity(chainPEM: try contents(certificate)) { _ in },
        ]
        for identity in unusable {
            let error = try await failure(server, identity)
            #expect(error == .clientIdentityUnusable(code: 58))
            #expect(error?.mayHaveBeenExecuted == false)
        }
    }

    @Test func `a key lent twice is used once`() async throws {
        let server = try server("-tls1_3")
        let key = try contents(pki.key)
        let identity = HTTPSClientIdentity(chainPEM: try contents(try pki.issue())) { use in
            use(key.span)
            use(key.span)
        }
        #expect(try await failure(server, identity) == nil)
    }
}
