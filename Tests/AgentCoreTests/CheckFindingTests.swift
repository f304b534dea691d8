import Cryptography
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
        let finding = CheckFinding.clock(answer(date: now - difference), SeenClock(now: now))
        #expect(finding.status == status)
        #expect((finding.action == nil) == (status == .ok))
        #expect(difference == 0 || finding.text.contains("\(abs(difference)) s"))
        #expect(finding.text.contains("avance") == (difference > 0))
    }

    @Test("A clock that nobody compared is not right")
    func clockUnknown() {
        let (known, unknown) = (SeenClock(now: 0, isSynchronised: true), SeenClock(now: 0, isSynchronised: false))
        for probe in [nil, .failure(.unreachable(code: 7)), answer(date: nil)] {
            #expect(CheckFinding.clock(probe, known).status == .warning)
            #expect(CheckFinding.clock(probe, known).code == nil)
            #expect(CheckFinding.clock(probe, unknown).code == "clock.unsynchronised")
        }
    }

    @Test("A server that is not believed still tells the time, as long as it is said that it is not believed")
    func clockOfAStranger() {
        let refused = Result<HTTPResponse, HTTPSError>.failure(.certificateRefused(code: 60, verifyResult: 9))
        let stranger = ServerSight(issuer: "CN = AC", date: Timestamp.httpDate(1_795_262_400))
        let finding = CheckFinding.clock(refused, stranger: stranger, SeenClock(now: 1_795_262_400 - 600))
        #expect(finding.code == "clock.wrong" && finding.text.contains("retarde de 600 s"))
        #expect(finding.text.contains("pas été cru"))
    }

    @Test(
        "A server that is not believed makes the clock wrong only where dates are the reason, or nothing keeps the clock",
        arguments: [
            (20, true, nil), (20, nil, nil), (1, true, nil), (23, nil, nil), (20, false, "clock.wrong"),
            (9, true, "clock.wrong"), (10, nil, "clock.wrong"), (12, true, "clock.wrong"),
        ] as [(Int, Bool?, String?)])
    func clockOfSomebodyElse(_ verifyResult: Int, _ isSynchronised: Bool?, _ code: String?) {
        let refused = Result<HTTPResponse, HTTPSError>.failure(
            .certificateRefused(code: 60, verifyResult: verifyResult))
        let stranger = ServerSight(issuer: "CN = Box", date: Timestamp.httpDate(1_795_262_400 - 86_400))
        let clock = CheckFinding.clock(
            refused, stranger: stranger, SeenClock(now: 1_795_262_400, isSynchronised: isSynchronised))
        #expect(clock.code == code && clock.status != .ok && clock.text.contains("86400 s"))
        let cause = ProbableCause.among([clock, .tls(refused, stranger: stranger)])
        #expect(cause?.check == (code == nil ? .tls : .clock))
    }

    @Test("A clock at either end of time is far off")
    func clockExtremes() {
        #expect(CheckFinding.clock(answer(date: 0), SeenClock(now: .max)).status == .error)
        #expect(CheckFinding.clock(answer(date: 0), SeenClock(now: .min)).status == .error)
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
        "A service that hangs after TLS is an error where no call follows, and no missing card is the cause before it")
    func hungService() {
        let finding = CheckFinding.tls(.failure(.timeout(connected: true)), isCallMade: false)
        #expect(finding.status == .error && finding.code == "insi.timeout")
        #expect(finding.text.contains("mène à une autorité de confiance"))
        let noCard = CheckFinding(.authentication, .warning, "", code: "professional.absent")
        #expect(ProbableCause.among([noCard, finding]) == finding)
    }

    @Test(
        "A probe without our secrets proves the chain, and blames nobody for what they are needed for",
        arguments: [
            (.failure(.clientCertificateRefused(alert: .required)), nil),
            (.failure(.closed(code: 56, connected: true)), nil),
            (.success(HTTPResponse(status: 405, contentType: nil, body: [])), nil),
            (.success(HTTPResponse(status: 503, contentType: nil, body: [])), "insi.unavailable"),
            (.failure(.certificateRefused(code: 60, verifyResult: 20)), "insi.certificateRefused"),
            (.failure(.unreachable(code: 7)), "insi.unavailable"),
            (.failure(.nameUnknown(code: 6)), "insi.nameUnknown"),
        ] as [(Result<HTTPResponse, HTTPSError>, String?)])
    func bareProbe(_ probe: Result<HTTPResponse, HTTPSError>, _ code: String?) {
        let finding = CheckFinding.tls(probe, isBare: true)
        #expect(finding.code == code && finding.status == (code == nil ? .warning : .error))
        #expect(code != nil || finding.text.contains("mène à une autorité de confiance"))
    }

    @Test("A proxy that asks for a password that we may not read is not verified, one that is not there is")
    func bareProxy() {
        func code(_ error: HTTPSError) -> String? {
            CheckFinding.proxy("http://proxy.example:3128", .failure(error), isBare: true).code
        }
        #expect(code(.proxyRefused(status: 407)) == nil)
        #expect(code(.proxyRefused(status: 403)) == "insi.proxyRefused")
        #expect(code(.proxyUnreachable(code: 7)) == "insi.proxyUnreachable")
    }

    @Test(
        "A secret that is handed to the agent alone is no fault, and a suspect where nothing is known to hand it over")
    func unseenSecret() {
        let handed = CheckFinding.unseen(.authentication, .clientCertificate, isHandedOver: true)
        #expect(handed.status == .warning && handed.code == nil)
        let undeclared = CheckFinding.unseen(.authentication, .clientCertificatePassphrase, isHandedOver: false)
        #expect(undeclared.status == .warning && undeclared.action?.contains("ClientCertificatePassphrase") == true)
        let silent = CheckFinding(.agent, .error, "", code: "agent.silent")
        #expect(ProbableCause.among([undeclared, silent]) == undeclared)
        #expect(ProbableCause.among([handed, silent]) == silent)
        #expect(ProbableCause.among([undeclared]) == nil)
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

    @Test("A front that says that nobody is behind it is no service", arguments: [502, 503, 504])
    func front(_ status: Int) {
        let answer = HTTPResponse(status: status, contentType: nil, body: [])
        #expect(CheckFinding.tls(.success(answer)).code == "insi.unavailable")
    }

    @Test("A chain that is not believed names who issued it, and our missing authority when that is the reason")
    func stranger() {
        let refused = Result<HTTPResponse, HTTPSError>.failure(.certificateRefused(code: 60, verifyResult: 20))
        let proxy = CheckFinding.tls(refused, stranger: ServerSight(issuer: "CN = Proxy Example", date: nil))
        #expect(proxy.code == "insi.certificateRefused" && proxy.text.contains("« CN = Proxy Example »"))
        let own = ServerSight(issuer: "CN = AC IGC-SANTE ELEMENTAIRE ORGANISATIONS", date: nil)
        #expect(CheckFinding.tls(refused, stranger: own).code == CheckFinding.anchorMissing)
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
        #expect(CheckFinding.dns("insi.example", of: "service", nil).code == "dns.silent")
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

    @Test(
        "Revocation lists are good from the first to the last of their instants, and a day before their end they are late",
        arguments: [
            (-1, 10, .ok, nil), (0, 2, .ok, nil), (-9, 0, .warning, "revocationLists.dates"),
            (-9, -1, .error, "revocationLists.dates"), (1, 9, .error, "revocationLists.dates"),
        ] as [(Int64, Int64, CheckFinding.Status, String?)])
    func revocation(_ first: Int64, _ last: Int64, _ status: CheckFinding.Status, _ code: String?) throws {
        let now: Int64 = 1_795_262_400
        let lists = try [(first, last), (-1, 100)].map { first, last in
            try Self.list(from: now + first * 86_400, to: now + last * 86_400 + 60)
        }
        let finding = CheckFinding.revocationLists("/lists", try RevocationList.list(pem: lists.joined()), at: now)
        #expect(finding.status == status && finding.code == code)
        #expect(finding.text.hasPrefix("2 "))
    }

    private static func list(from first: Int64, to last: Int64) throws -> String {
        let key = try RSAPrivateKey.generate(bits: 2048)
        let template = CertificateTemplate(
            subject: [[.init(oid: DistinguishedName.commonName, value: "AC")]], serialNumber: 1, notBefore: 0,
            notAfter: 4_000_000_000)
        let issuer = try CertificateIssuer.selfSigned(template, key: key)
        return try CertificateIssuer.revocationList(
            of: [], issuer: issuer, key: key, thisUpdate: first, nextUpdate: last)
    }

    @Test("Revocation is not checked without a list")
    func noRevocation() {
        #expect(CheckFinding.revocationLists(nil, nil, at: 0).code == "revocationLists.missing")
        #expect(CheckFinding.revocationLists("/lists", nil, at: 0).code == "revocationLists.unreadable")
        #expect(throws: CryptoError.self) { try RevocationList.list(pem: "nothing") }
    }

    @Test("Lines are aligned and what to do stands below")
    func lines() {
        #expect(CheckFinding(.tls, .ok, "joint").lines == ["ok        TLS : joint"])
        #expect(CheckFinding(.dns, .warning, "?").lines == ["attention DNS : ?"])
        #expect(
            CheckFinding(.clock, .error, "retarde", action: "Réglez-la.").lines
                == ["erreur    Horloge : retarde", "          → Réglez-la."])
    }

    @Test("What a program or a file calls itself neither ends a line nor steers a terminal")
    func foreignWords() {
        let name = "a\u{1B}[2J\nok        Agent : il répond\u{202E}\u{2028}\u{85}"
        let finding = CheckFinding(.port, .error, name, action: name, code: "port.taken")
        for line in finding.lines + Diagnosis([finding]).lines {
            #expect(line.contains("a?[2J?ok        Agent : il répond???"))
            #expect(
                !line.unicodeScalars.contains {
                    $0.value < 0x20 || "\u{202E}\u{2028}\u{85}".unicodeScalars.contains($0)
                })
        }
    }

    @Test("A script finds all five members in every finding")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(CheckFinding(.trustAnchors, .ok, "2")), as: UTF8.self)
        #expect(text == #"{"action":null,"check":"trustAnchors","code":null,"status":"ok","text":"2"}"#)
    }
}
