import Foundation
import HTTPS
import Testing

@testable import AgentCore

@Suite("Findings of insi-agent check")
struct CheckFindingTests {
    private func answer(date: Int64?) -> Result<HTTPResponse, HTTPSError> {
        .success(
            HTTPResponse(status: 405, contentType: nil, body: [], date: date.map { Timestamp.httpDate($0) }))
    }

    @Test(
        "The clock may differ by a minute, then by five",
        arguments: [
            (0, .ok), (60, .ok), (-60, .ok), (61, .warning), (-61, .warning), (300, .warning), (-300, .warning),
            (301, .error), (-301, .error), (86_400, .error),
        ] as [(Int64, CheckFinding.Status)])
    func clock(_ difference: Int64, _ status: CheckFinding.Status) {
        let now: Int64 = 1_795_262_400
        let finding = CheckFinding.clock(answer(date: now - difference), now: now)
        #expect(finding.status == status)
        #expect((finding.action == nil) == (status == .ok))
        #expect(difference == 0 || finding.text.contains("\(abs(difference)) s"))
        #expect(finding.text.contains("avance") == (difference > 0))
    }

    @Test("A clock that nobody compared is not right")
    func clockUnknown() {
        #expect(CheckFinding.clock(nil, now: 0).status == .warning)
        #expect(CheckFinding.clock(.failure(.unreachable(code: 7)), now: 0).status == .warning)
        #expect(CheckFinding.clock(answer(date: nil), now: 0).status == .warning)
    }

    @Test("Any status of the service proves the way to it")
    func tls() {
        #expect(CheckFinding.tls(answer(date: nil)).status == .ok)
        #expect(CheckFinding.tls(nil).status == .warning)
        #expect(CheckFinding.tls(.failure(.timeout(connected: true))).status == .warning)
        #expect(CheckFinding.tls(.failure(.closed(code: 52, connected: true))).status == .error)
        #expect(CheckFinding.tls(.failure(.timeout(connected: false))).status == .error)
    }

    @Test(
        "A way that fails is told as the agent tells it",
        arguments: [
            (.nameUnknown(code: 6), "insi.nameUnknown"), (.unreachable(code: 7), "insi.unavailable"),
            (.certificateRefused(code: 60, verifyResult: 10), "insi.certificateExpired"),
            (.clientCertificateRefused(alert: .required), "certificate.refusedAbsent"),
        ] as [(HTTPSError, String)])
    func wayFails(_ error: HTTPSError, _ code: String) {
        let finding = CheckFinding.tls(.failure(error))
        #expect(finding.status == .error)
        #expect(finding.text.hasSuffix("[\(code)]"))
        #expect(finding.action == AgentError(error).action)
    }

    @Test(
        "A proxy is told apart from what is behind it",
        arguments: [
            (.proxyRefused(status: 407), .error, .warning), (.proxyUnreachable(code: 5), .error, .warning),
            (.certificateRefused(code: 60, verifyResult: 20), .ok, .error),
            (.timeout(connected: false), .warning, .error), (.closed(code: 52, connected: true), .ok, .error),
        ] as [(HTTPSError, CheckFinding.Status, CheckFinding.Status)])
    func proxy(_ error: HTTPSError, _ proxy: CheckFinding.Status, _ tls: CheckFinding.Status) {
        #expect(CheckFinding.proxy("http://proxy.example:3128", .failure(error)).status == proxy)
        #expect(CheckFinding.tls(.failure(error)).status == tls)
    }

    @Test("Without a proxy there is nothing to reach")
    func noProxy() {
        #expect(CheckFinding.proxy(nil, .failure(.unreachable(code: 7))).status == .ok)
        #expect(CheckFinding.proxy("http://proxy.example:3128", answer(date: nil)).status == .ok)
        #expect(CheckFinding.proxy("http://proxy.example:3128", nil).status == .warning)
    }

    @Test("A name without an address is unknown")
    func dns() {
        #expect(CheckFinding.dns("insi.example", of: "service", 0).status == .error)
        #expect(CheckFinding.dns("insi.example", of: "service", 2).status == .ok)
    }

    @Test(
        "The authorisation number of a sample opens nothing in production",
        arguments: [
            ("", .test, .error), ("TESTSGIE0000", .test, .ok), ("NumAutorisation", .test, .warning),
            ("TESTSGIE0000", .production, .error), ("NumAutorisation", .production, .error),
            ("AUTRE0000001", .production, .ok),
        ] as [(String, Configuration.Environment, CheckFinding.Status)])
    func idam(_ idam: String, _ environment: Configuration.Environment, _ status: CheckFinding.Status) {
        var configuration = Configuration()
        configuration.idam = idam
        configuration.environment = environment
        #expect(CheckFinding.idam(configuration).status == status)
    }

    @Test("A sandbox has no address of its own")
    func noEndpoint() {
        var configuration = Configuration()
        #expect(CheckFinding.configuration(configuration, file: "f").status == .ok)
        configuration.environment = .sandbox
        #expect(CheckFinding.configuration(configuration, file: "f").status == .error)
    }

    @Test("Revocation is not checked without a list")
    func revocation() {
        let list = "-----BEGIN X509 CRL-----\nAA==\n-----END X509 CRL-----\n"
        #expect(CheckFinding.revocationLists(nil, nil).status == .warning)
        #expect(CheckFinding.revocationLists("/lists", nil).status == .error)
        #expect(CheckFinding.revocationLists("/lists", "nothing").status == .error)
        #expect(CheckFinding.revocationLists("/lists", list + list).text.hasPrefix("2 "))
        let foreign = list.replacing("\n", with: "\r\n")
        #expect(CheckFinding.revocationLists("/lists", foreign).status == .ok)
    }

    @Test("Lines are aligned and what to do stands below")
    func lines() {
        #expect(CheckFinding(.tls, .ok, "joint").lines == ["ok        TLS : joint"])
        #expect(CheckFinding(.dns, .warning, "?").lines == ["attention DNS : ?"])
        #expect(
            CheckFinding(.clock, .error, "retarde", action: "Réglez-la.").lines
                == ["erreur    Horloge : retarde", "          → Réglez-la."])
    }

    @Test("A script finds all four members in every finding")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(CheckFinding(.trustAnchors, .ok, "2")), as: UTF8.self)
        #expect(text == #"{"action":null,"check":"trustAnchors","status":"ok","text":"2"}"#)
    }
}
