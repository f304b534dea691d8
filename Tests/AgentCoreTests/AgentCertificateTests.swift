import AgentTestKit
import Cryptography
import HealthIdentity
import INSi
import Testing

@testable import AgentCore

@Suite struct AgentCertificateTests {
    private static let now = Clock.now()

    private static func certificate(
        _ commonName: String? = "INSI-AUTO", unit: String? = "10B0152872", issuer: String = "TEST AC ORGANISATIONS",
        from: Int64 = now - 86_400, to: Int64 = now + 86_400
    ) throws -> ServiceCertificate {
        func template(_ names: [(String, String)], _ from: Int64, _ to: Int64) -> CertificateTemplate {
            CertificateTemplate(
                subject: names.map { [.init(oid: $0.0, value: $0.1)] }, serialNumber: 1, notBefore: from, notAfter: to)
        }
        let key = try RSAPrivateKey.generate(bits: 2048)
        var root = template([(DistinguishedName.commonName, issuer)], now - 86_400, now + 86_400)
        root.isCertificateAuthority = true
        let authority = try CertificateIssuer.selfSigned(root, key: key)
        let names = [
            (DistinguishedName.country, "FR"), (DistinguishedName.organisationalUnit, unit),
            (DistinguishedName.commonName, commonName),
        ].compactMap { oid, value in value.map { (oid, $0) } }
        return ServiceCertificate(
            try CertificateIssuer.issue(template(names, from, to), for: key.publicKey, by: authority, key: key))
    }

    private func configuration(_ environment: Configuration.Environment = .test) -> Configuration {
        var configuration = AgentBench.configuration()
        configuration.authentication = .softwareCertificate
        configuration.environment = environment
        return configuration
    }

    @Test("A search by card and one by traits go without a professional, in the structure's name")
    func calls() async throws {
        let parts = AgentBench.Parts(certificate: try Self.certificate("INSI-MANU"))
        try await AgentBench.run(configuration(), parts) { bench in
            #expect(try await bench.search(bench.insertVitale()).status == .found)
            _ = try await bench.agent.searchByTraits(
                AgentTraitsTests.traits(), local: LocalIdentity(), idempotencyKey: nil,
                requester: Requester(name: "test"))
            let calls = bench.service.calls.value
            #expect(calls.map(\.authentication) == [.softwareCertificate, .softwareCertificate])
            #expect(calls.allSatisfy { $0.context.emitter == "10B0152872" })
            #expect(bench.tracer.traces.value.allSatisfy { $0.authentication == .softwareCertificate })
        }
    }

    @Test("The automatic call needs no professional")
    func automatic() async throws {
        var configuration = configuration()
        configuration.automatic = true
        try await AgentBench.run(configuration, .init(certificate: try Self.certificate())) { bench in
            try await bench.insertVitale()
            try await bench.until("found") { $0.ins.status == .found }
        }
    }

    @Test("A certificate that cannot be used is told before any call, and on the state where calls are automatic")
    func obstacles() async throws {
        let cases: [(ServiceCertificate?, Configuration.Environment, String)] = [
            (nil, .test, "certificate.missing"),
            (try Self.certificate("INSI-auto"), .test, "certificate.commonName"),
            (try Self.certificate("INSI–AUTO"), .test, "certificate.commonName"),
            (try Self.certificate(nil), .test, "certificate.commonName"),
            (try Self.certificate(unit: nil), .test, "certificate.organisation"),
            (try Self.certificate(to: Self.now - 1), .test, "certificate.expired"),
            (try Self.certificate(from: Self.now + 3600), .test, "certificate.notYetValid"),
            (try Self.certificate(), .production, "certificate.testCertificate"),
        ]
        for (certificate, environment, code) in cases {
            var configuration = configuration(environment)
            configuration.automatic = true
            try await AgentBench.run(configuration, .init(certificate: certificate)) { bench in
                let session = try await bench.insertVitale()
                try await bench.until("told") { $0.ins.problem?.code == code }
                let error = await #expect(throws: AgentError.self) { try await bench.search(session) }
                #expect(error?.code == code)
                #expect(bench.service.calls.value.isEmpty)
            }
        }
        let real = try Self.certificate(issuer: "AC ORGANISATIONS")
        #expect(real.obstacle(at: Self.now, in: .production) == nil)
    }
}
