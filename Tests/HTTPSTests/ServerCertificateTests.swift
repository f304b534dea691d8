import Foundation
import HTTPS
import Testing

/// What is said of a server's certificate, revocation included.
@Suite(.serialized) struct ServerCertificateTests {
    private let pki: TestPKI
    private let foreign: TestPKI

    init() throws {
        pki = try TestPKI.shared.get()
        foreign = try TestPKI.foreign.get()
    }

    /// The error of an exchange with a server that shows `certificate`.
    private func failure(
        _ certificate: String, key: String? = nil, lists: String? = nil
    ) async throws -> HTTPSError? {
        let server = try TLSServer(certificate: certificate, key: key ?? pki.key)
        server.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let client = HTTPSClient(
            configuration: HTTPSConfiguration(
                trustAnchors: try contents(pki.authority), revocationLists: lists))
        do throws(HTTPSError) {
            _ = try await client.probe("https://127.0.0.1:\(server.port)/lps")
            return nil
        } catch {
            return error
        }
    }

    private func expect(_ refusal: CertificateRefusal, _ verifyResult: Int, _ error: HTTPSError?) {
        #expect(error == .certificateRefused(code: 60, verifyResult: verifyResult))
        #expect(error?.certificateRefusal == refusal)
        #expect(error?.mayHaveBeenExecuted == false)
    }

    @Test func `a certificate of our authority is believed, and with a list that does not name it`() async throws {
        #expect(try await failure(pki.issue()) == nil)
        #expect(try await failure(pki.issue(), lists: pki.revocationList()) == nil)
    }

    @Test func `another authority's is foreign`() async throws {
        expect(.foreign, 20, try await failure(foreign.issue(), key: foreign.key))
    }

    @Test func `time and name are told apart`() async throws {
        expect(.expired, 10, try await failure(pki.issue(from: -3, to: -1)))
        expect(.notYetValid, 9, try await failure(pki.issue(from: 1, to: 3)))
        expect(.name, 1, try await failure(pki.issue(name: "DNS:elsewhere.example")))
        expect(.name, 1, try await failure(pki.issue(name: "IP:127.0.0.2")))
    }

    @Test func `a revoked one is found by its list only`() async throws {
        let revoked = try pki.issue()
        try pki.revoke(revoked)
        #expect(try await failure(revoked) == nil)
        expect(.revoked, 23, try await failure(revoked, lists: pki.revocationList()))
    }

    @Test func `a list of another authority is none, and one out of its time is no better`() async throws {
        let certificate = try pki.issue()
        expect(.revocationListMissing, 3, try await failure(certificate, lists: foreign.revocationList()))
        expect(
            .revocationListExpired, 12, try await failure(certificate, lists: pki.revocationList(from: -3, to: -1)))
        expect(.revocationListExpired, 11, try await failure(certificate, lists: pki.revocationList(from: 1, to: 3)))
    }

    @Test func `a file of lists that is missing or none is an error of its own`() async throws {
        for path in ["/nowhere/lists.pem", pki.authority] {
            let error = try await failure(pki.issue(), lists: path)
            #expect(error == .revocationListsUnreadable(code: 82))
            #expect(error?.mayHaveBeenExecuted == false)
        }
    }
}
