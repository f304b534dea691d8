import CardSimulator
import Cryptography
import Dispatch
import Foundation
import Logging
import ServiceLifecycle
import Testing
import ToolKit

@testable import INSiSimulator

/// Both listeners over TLS, with a client that nobody here wrote.
@Suite(.enabled(if: Tool.path("curl") != nil, "curl is not installed"), .timeLimit(.minutes(2)))
struct ListenerTests {
    private static let authority = Result { try TestAuthority() }
    private let authority: TestAuthority
    private let folder: ScratchFolder

    init() throws {
        authority = try Self.authority.get()
        folder = try ScratchFolder()
    }

    /// Runs a service and ends it.
    private func withService(
        flaw: TestAuthority.ServerFlaw? = nil, revoked: Set<String> = [],
        _ body: (INSiSimulator) async throws -> Void
    ) async throws {
        let server = try authority.serverCertificate(names: ["127.0.0.1"], flaw: flaw)
        _ = try folder.write(Array(server.revocationListPEM.utf8), to: "crl.pem")
        var configuration = SimulatorConfiguration(
            certificatePEM: server.certificatePEM, keyPEM: server.keyPEM,
            trustedCAs: [
                authority.certificate, authority.organisationCertificate, authority.productionOrganisationCertificate,
            ])
        configuration.revokedClients = revoked
        let simulator = INSiSimulator(configuration: configuration)
        let group = ServiceGroup(configuration: .init(services: [simulator], logger: Logger(label: "test")))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await body(simulator)
            await group.triggerGracefulShutdown()
        }
    }

    /// What curl gets for a message: its exit status and what it printed.
    private func curl(
        port: Int?, _ message: Message = Message(), with software: SoftwareCertificate? = nil, more: [String] = []
    ) async throws -> Tool.Outcome {
        let authorities = try folder.write(Array(authority.caPEM.utf8), to: "ca.pem")
        let body = try folder.write(Array(message.text.utf8), to: "request.xml")
        var arguments = [
            "--silent", "--show-error", "--max-time", "10", "--cacert", authorities, "--data-binary", "@" + body,
            "--header", "Content-Type: " + message.contentType, "https://127.0.0.1:\(try #require(port))/lps",
        ]
        if let software {
            let certificate = try folder.write(Array(software.certificatePEM.utf8), to: "client.pem")
            let key = try folder.write(Array(software.keyPEM.utf8), to: "client.key")
            arguments += ["--cert", certificate, "--key", key]
        }
        arguments += more
        return try await Tool.run("curl", arguments)
    }

    @Test(arguments: ["INSI-AUTO", "INSI-MANU"])
    func `a software certificate opens mutual TLS with either version of it`(name: String) async throws {
        let software = try authority.softwareCertificate(commonName: name, issuer: .production)
        try await withService { simulator in
            let port = await simulator.tlsmPort
            for version in [[], ["--tls-max", "1.2"]] {
                let outcome = try await curl(port: port, with: software, more: version)
                #expect(outcome.status == 0 && outcome.output.contains("<CodeCR>00</CodeCR>"), "\(outcome.output)")
            }
            #expect(simulator.callCount == 2)
        }
    }

    @Test func `a resumed session is known by its certificate`() async throws {
        let software = try authority.softwareCertificate()
        try await withService { simulator in
            let port = await simulator.tlsmPort
            let again = ["--header", "Connection: close", "https://127.0.0.1:\(try #require(port))/lps"]
            for version in [[], ["--tls-max", "1.2"]] {
                let outcome = try await curl(port: port, with: software, more: again + version)
                #expect(outcome.status == 0, "\(outcome)")
                #expect(outcome.output.components(separatedBy: "<CodeCR>00</CodeCR>").count == 3)
            }
        }
    }

    @Test func `another role gets as far as a fault`() async throws {
        let software = try authority.softwareCertificate(commonName: "AUTRE")
        try await withService { simulator in
            let outcome = try await curl(port: simulator.tlsmPort, with: software)
            #expect(try Judgement(outcome.output).code == "desir_560")
        }
    }

    @Test func `no certificate, a wrong one and a revoked one end the handshake`() async throws {
        let revoked = try authority.softwareCertificate()
        let refused: [SoftwareCertificate?] = [
            nil, revoked, try authority.softwareCertificate(validity: .expired),
            try authority.softwareCertificate(validity: .notYet), try authority.softwareCertificate(issuer: .stranger),
        ]
        try await withService(revoked: [revoked.certificate.serialNumber]) { simulator in
            let port = await simulator.tlsmPort
            for (index, software) in refused.enumerated() {
                for version in [[], ["--tls-max", "1.2"]] {
                    let outcome = try await curl(port: port, with: software, more: version)
                    #expect([35, 55, 56].contains(outcome.status), "\(index) \(version): \(outcome)")
                }
            }
            #expect(simulator.callCount == 0)
        }
    }

    @Test func `the CPx listener asks for no certificate and wants the assertion`() async throws {
        let software = try authority.softwareCertificate()
        try await withService { simulator in
            let ports = (await simulator.port, await simulator.tlsmPort)
            #expect(ports.0 != ports.1)
            for certificate in [nil, software] {
                let outcome = try await curl(port: ports.0, with: certificate)
                #expect(try Judgement(outcome.output).code == "sim_assertion_malformed")
            }
        }
    }

    @Test(arguments: TestAuthority.ServerFlaw.allCases)
    func `each flaw of the server's certificate is one on both ports`(flaw: TestAuthority.ServerFlaw) async throws {
        let software = try authority.softwareCertificate()
        try await withService(flaw: flaw) { simulator in
            for port in [await simulator.port, await simulator.tlsmPort] {
                let lists = ["--crlfile", folder.path + "/crl.pem"]
                let outcome = try await curl(port: port, with: software, more: lists)
                #expect(outcome.status == 60, "\(outcome)")
            }
            #expect(simulator.callCount == 0)
        }
    }

    @Test func `resets, drips and oversized answers look like it to a client`() async throws {
        let software = try authority.softwareCertificate()
        try await withService { simulator in
            let port = await simulator.tlsmPort
            simulator.set(.resetBeforeAnswer, for: 1)
            let reset = try await curl(port: port, with: software)
            #expect(reset.status == 56 && reset.output.contains("reset by peer"), "\(reset)")
            simulator.set(.resetAfterHeaders, for: 1)
            let late = try await curl(port: port, with: software, more: ["--include"])
            #expect(late.status == 56 && late.output.contains("200 OK"), "\(late)")
            simulator.set(.drip(.milliseconds(400)), for: 1)
            let start = ContinuousClock.now
            let slow = try await curl(port: port, with: software)
            #expect(try Judgement(slow.output).code == "00")
            #expect(ContinuousClock.now - start >= .milliseconds(400))
            simulator.set(.oversized, for: 1)
            let big = try await curl(port: port, with: software)
            #expect(big.output.utf8.count > 1 << 20)
            #expect(try Judgement(big.output).code == "01")
            let after = try await curl(port: port, with: software)
            #expect(try Judgement(after.output).code == "00")
        }
    }
}
