import CardSimulator
import Cryptography
import Foundation
import INSiSimulator
import Testing

@testable import SandboxKit

extension Loop {
    /// Calls with a software certificate over mutual TLS: no professional is needed, and each obstacle has its own sentence.
    @Suite(.sandbox(authentication: .softwareCertificate)) struct SoftwareCertificateTests {
        private let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private static let laurent =
            #"{"birthName":"ADRDEUX","givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01"}"#

        @Test func aCardAndTraitsAreSearchedWithoutAProfessional() async throws {
            try await desk.clear()
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            let state = try await desk.client.follow { $0.ins.status == "found" }
            #expect(state["agent"]?["authentication"]?.text == "softwareCertificate")
            #expect(state.ins["usable"] == .boolean(true))
            #expect(try await desk.searchTraits(Self.laurent).json?.status == "found")
        }

        /// An agent with another certificate next to the sandbox's own.
        private func agent(
            _ certificate: SoftwareCertificate, legacy: Bool = false,
            anchors: String? = nil, edit: (String) -> String = { $0 }
        ) async throws -> (agent: OwnAgent, folder: String) {
            let folder = try OwnAgent.makeFolder()
            let bytes = try PKCS12Writer.encode(
                certificate: certificate.certificate, chain: [], key: certificate.key,
                passphrase: Array("phrase".utf8), legacy: legacy)
            try Data(bytes).write(to: URL(filePath: folder + "/client.p12"))
            unsafe chmod(folder + "/client.p12", 0o600)
            let secret = FileManager.default.createFile(
                atPath: folder + "/client.pass", contents: Data("phrase\n".utf8), attributes: [.posixPermissions: 0o600]
            )
            #expect(secret)
            let keys = """
                [insi]
                RetryPause=0
                Authentication=softwareCertificate
                ClientCertificate=\(folder)/client.p12
                ClientCertificatePassphrase=\(folder)/client.pass

                """
            let agent = try await OwnAgent(desk, caPEM: anchors) { edit($0.replacing("[insi]\n", with: keys)) }
            return (agent, folder)
        }

        static let own: [(String, TestAuthority.Validity, TestAuthority.SoftwareIssuer, String)] = [
            ("INSI-AUTRE", .current, .test, "certificate.commonName"),
            ("insi-auto", .current, .test, "certificate.commonName"),
            ("INSI-AUTO", .expired, .test, "certificate.expired"),
            ("INSI-MANU", .notYet, .test, "certificate.notYetValid"),
            ("INSI-AUTO", .current, .stranger, "certificate.refused"),
        ]

        @Test(arguments: own)
        func aCertificateThatDoesNotOpenTheServiceHasItsOwnSentence(
            _ name: String, _ validity: TestAuthority.Validity, _ issuer: TestAuthority.SoftwareIssuer, _ code: String
        ) async throws {
            let certificate = try desk.sandbox.authority.softwareCertificate(
                commonName: name, validity: validity, issuer: issuer)
            let (agent, folder) = try await agent(certificate)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let calls = desk.sandbox.service.callCount
            let answer = try await agent.client.searchTraits(Self.laurent)
            expectProblem(answer.json, code)
            #expect(desk.sandbox.service.callCount == calls)
        }

        @Test func anOldFileOpensAndATestCertificateIsRefusedInProduction() async throws {
            let certificate = try desk.sandbox.authority.softwareCertificate()
            let (old, folder) = try await agent(certificate, legacy: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            #expect(try await old.client.searchTraits(Self.laurent).json?.status == "found")
            let (production, other) = try await agent(certificate) {
                $0.replacing("Environment=sandbox", with: "Environment=production")
            }
            defer { try? FileManager.default.removeItem(atPath: other) }
            expectProblem(
                try await production.client.searchTraits(Self.laurent).json, "certificate.testCertificate")
        }

        @Test func aSecretThatOthersReadOrThatIsWrongStopsTheStart() async throws {
            let certificate = try desk.sandbox.authority.softwareCertificate()
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let bytes = try PKCS12Writer.encode(
                certificate: certificate.certificate, chain: [], key: certificate.key,
                passphrase: Array("phrase".utf8), legacy: false)
            try Data(bytes).write(to: URL(filePath: folder + "/client.p12"))
            try Data("no store".utf8).write(to: URL(filePath: folder + "/other.p12"))
            for name in ["client.p12", "other.p12"] { unsafe chmod(folder + "/" + name, 0o600) }
            let own = try String(contentsOfFile: desk.folder + "/agent.conf", encoding: .utf8)
            func start(_ file: String, _ secret: String, mode: Int) async throws -> Program.Output {
                let path = folder + "/pass"
                try? FileManager.default.removeItem(atPath: path)
                _ = FileManager.default.createFile(
                    atPath: path, contents: Data(secret.utf8), attributes: [.posixPermissions: mode])
                let lines = own.split(separator: "\n").filter { !$0.hasPrefix("ClientCertificate") }
                let text = lines.joined(separator: "\n").replacing(
                    "[insi]\n",
                    with: "[insi]\nClientCertificate=\(folder)/\(file)\nClientCertificatePassphrase=\(path)\n")
                try text.write(toFile: folder + "/a.conf", atomically: true, encoding: .utf8)
                return try await Program.run("insi-agent", ["serve", "--config", folder + "/a.conf"])
            }
            for (file, secret, mode, words) in [
                ("client.p12", "phrase", 0o644, "chmod 600"), ("client.p12", "zzsecret", 0o600, "phrase de passe"),
                ("other.p12", "phrase", 0o600, "PKCS#12"), ("none.p12", "phrase", 0o600, "ne peut pas être lu"),
            ] {
                let output = try await start(file, secret, mode: mode)
                let errors = output.errorLines.joined(separator: "\n")
                #expect(output.status == 78)
                #expect(errors.contains(words), "\(errors)")
                #expect(!errors.contains("phrase\n") && !errors.contains("zzsecret"))
            }
        }

        @Test func withoutACertificateOrTheServersAuthorityTheHandshakeSaysWhy() async throws {
            let agent = try await OwnAgent(desk) {
                $0.replacing("[insi]\n", with: "[insi]\nRetryPause=0\n")
            }
            try await desk.clear()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await agent.client.follow { $0.professional.status == "locked" }
            try await agent.enter(pin: "1234")
            expectProblem(try await agent.client.searchTraits(Self.laurent).json, "certificate.refusedAbsent")
        }
    }

    /// The server's own certificate is wrong: nothing is sent.
    @Suite struct ServerCertificateTests {
        private static let laurent =
            #"{"birthName":"ADRDEUX","givenNames":["LAURENT"],"sex":"M","birthDate":"1981-01-01"}"#

        private func expect(_ code: String) async throws {
            let desk = try #require(Desk.current)
            try await desk.clear()
            try await desk.makeReady()
            expectProblem(try await desk.searchTraits(Self.laurent).json, code)
            #expect(desk.sandbox.service.callCount == 0)
        }

        @Test(.sandbox(serverFlaw: .expired)) func expired() async throws {
            try await expect("insi.certificateExpired")
        }

        @Test(.sandbox(serverFlaw: .notYetValid)) func notYetValid() async throws {
            try await expect("insi.certificateNotYetValid")
        }

        @Test(.sandbox(serverFlaw: .foreignAuthority)) func foreign() async throws {
            try await expect("insi.certificateRefused")
        }

        @Test(.sandbox(serverFlaw: .revoked)) func revoked() async throws {
            try await expect("insi.certificateRevoked")
        }

        @Test(.sandbox(serverFlaw: .staleRevocationList)) func staleRevocationList() async throws {
            try await expect("insi.revocationList")
        }

        @Test(.sandbox(serverFlaw: .wrongName)) func name() async throws {
            try await expect("insi.certificateName")
        }
    }
}
