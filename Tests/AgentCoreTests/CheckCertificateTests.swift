import Cryptography
import Testing

@testable import AgentCore

@Suite("Certificates in insi-agent check")
struct CheckCertificateTests {
    private static let now: Int64 = 1_795_262_400
    private static let day: Int64 = 86_400
    private static let authority = "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS"

    /// A certificate valid from ten days ago for so many days from now, and one second more.
    private static func certificate(
        _ name: String = "INSI-MANU", days: Int64 = 400, issuer: String = authority, from start: Int64 = -10
    ) throws -> Certificate {
        let key = try RSAPrivateKey.generate(bits: 2048)
        let root = try CertificateIssuer.selfSigned(template(issuer, unit: "IGC", days: 4000), key: key)
        return try CertificateIssuer.issue(
            template(name, unit: "300000001820687", days: days, from: start), for: key.publicKey, by: root, key: key)
    }

    private static func template(
        _ name: String, unit: String, days: Int64, from start: Int64 = -10
    ) -> CertificateTemplate {
        CertificateTemplate(
            subject: [
                [.init(oid: DistinguishedName.organisationalUnit, value: unit)],
                [.init(oid: DistinguishedName.commonName, value: name)],
            ], serialNumber: 1, notBefore: now + start * day, notAfter: now + days * day + 1)
    }

    private func finding(
        _ certificate: Certificate, in environment: Configuration.Environment = .production
    ) -> CheckFinding {
        .authentication(ServiceCertificate(certificate), at: Self.now, in: environment)
    }

    @Test(
        "Thirty days before its end a certificate warns, on its last day it is as good as over",
        arguments: [
            (400, .ok), (31, .ok), (30, .warning), (8, .warning), (7, .warning), (2, .warning), (1, .error),
            (0, .error),
            (-1, .error),
        ]
            as [(Int64, CheckFinding.Status)])
    func remaining(_ days: Int64, _ status: CheckFinding.Status) throws {
        let finding = finding(try Self.certificate(days: days))
        #expect(finding.status == status)
        #expect((finding.action == nil) == (status == .ok))
        #expect(days < 0 || finding.text.contains("encore \(days) \(days < 2 ? "jour" : "jours"))"))
        #expect(finding.text.contains("pressant") == (2...7).contains(days))
        #expect(finding.text.contains("URGENT") == (0...1).contains(days))
        #expect(finding.code == (days < 0 ? "certificate.expired" : days > 30 ? nil : "certificate.expiring"))
        #expect(RemainingValidity(end: Self.now + days * Self.day, now: Self.now).status == status)
    }

    @Test("No instant is too far away")
    func extremes() {
        #expect(RemainingValidity(end: .min, now: .max).status == .error)
        #expect(RemainingValidity(end: .max, now: 0).status == .ok)
    }

    @Test("What the agent would refuse is an error")
    func refused() throws {
        #expect(finding(try Self.certificate("INSI-manu")).text.hasSuffix("[certificate.commonName]"))
        #expect(finding(try Self.certificate(from: 1)).text.hasSuffix("[certificate.notYetValid]"))
        let test = try Self.certificate(issuer: "TEST " + Self.authority)
        #expect(finding(test).text.hasSuffix("[certificate.testCertificate]"))
        #expect(finding(test, in: .test).status == .ok)
    }

    @Test("Another authority than the platform's is worth a look, but not in a sandbox")
    func issuer() throws {
        let foreign = try Self.certificate(issuer: "AC AUTRE")
        #expect(finding(foreign).status == .warning)
        #expect(finding(foreign).action?.contains(Self.authority) == true)
        #expect(finding(foreign, in: .sandbox).status == .ok)
        #expect(finding(try Self.certificate(), in: .test).status == .warning)
    }

    @Test("Trust anchors without the service's two authorities warn outside the sandbox")
    func anchors() throws {
        let foreign = try Self.certificate("AC AUTRE")
        let missing = CheckFinding.trustAnchors([foreign], at: Self.now, in: .test)
        #expect(missing.status == .warning)
        #expect(ServiceAuthorities.ofServer.allSatisfy { missing.text.contains($0.name) })
        #expect(CheckFinding.trustAnchors([foreign], at: Self.now, in: .sandbox).status == .ok)
        #expect(CheckFinding.trustAnchors([], at: Self.now, in: .sandbox).status == .error)
    }

    @Test("One authority that is over is a warning, all of them an error")
    func overAuthorities() throws {
        let (good, over) = (try Self.certificate(), try Self.certificate(days: -1))
        #expect(CheckFinding.cardAuthorities([good], at: Self.now).status == .ok)
        #expect(CheckFinding.cardAuthorities([good, over], at: Self.now).status == .warning)
        #expect(CheckFinding.cardAuthorities([over], at: Self.now).status == .error)
        #expect(CheckFinding.cardAuthorities([try Self.certificate(from: 1)], at: Self.now).status == .error)
        #expect(CheckFinding.cardAuthorities(nil, at: Self.now).status == .warning)
    }

    @Test("The service's authorities are named by whole fingerprints")
    func fingerprints() {
        for authority in ServiceAuthorities.ofServer {
            #expect(authority.fingerprint.wholeMatch(of: #/[0-9a-f]{64}/#) != nil)
        }
    }
}
