import Cryptography
import Foundation
import INSiSimulator
import Testing

@testable import CardSimulator
@testable import SandboxKit

extension Loop {
    /// `insi-agent doctor` on the software certificate of the structure.
    @Suite(.sandbox(authentication: .softwareCertificate)) struct DoctorCertificateTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// A container that stands in for the sandbox's, without passphrase unless one is given.
        private func examine(_ container: [UInt8], passphrase: String? = nil) async throws -> Doctor {
            let files = ["client.p12": container, "client.pass": Array((passphrase ?? "").utf8)]
            let own = ["/bin/sh", "-c", "chmod 600 {F}/client.*; exec \"$@\"", "sh"]
            return try await Doctor(desk, prefix: own, files: files) {
                $0.replacingOccurrences(of: desk.folder + "/client", with: "{F}/client")
            }
        }

        @Test(
            arguments: [
                (-1, "certificate.expired", "error", "expiré"),
                (1, "certificate.expiring", "error", "encore 1 jour), URGENT"),
                (7, "certificate.expiring", "warning", "encore 7 jours), c'est pressant"),
                (30, "certificate.expiring", "warning", "encore 30 jours)"),
            ] as [(Int64, String, String, String)])
        func itsEndIsTheCause(_ days: Int64, _ code: String, _ status: String, _ text: String) async throws {
            let doctor = try await examine(container(days: days))
            #expect(doctor.cause?.code == code && doctor.cause?.status == status, "\(doctor.told)")
            #expect(doctor.cause?.text.contains(text) == true, "\(doctor.told)")
        }

        @Test func aWrongNameIsTheCause() async throws {
            let doctor = try await examine(container(name: "INSI-TEST"))
            #expect(doctor.cause?.code == "certificate.commonName", "\(doctor.told)")
        }

        @Test func aWrongPassphraseIsTheCause() async throws {
            let sealed = try Data(contentsOf: URL(filePath: desk.folder + "/client.p12"))
            let doctor = try await examine(Array(sealed), passphrase: "qzcanaryqz")
            #expect(doctor.cause?.code == "certificate.passphrase", "\(doctor.told)")
            #expect(!doctor.lines.joined().contains("qzcanaryqz"))
            #expect(doctor["tls"]?.text.contains("mène à une autorité de confiance") == true, "\(doctor.told)")
        }

        @Test func aForeignChainIsFoundWithoutOurCertificateAsWell() async throws {
            let foreign = Array(try TestAuthority().caPEM.utf8)
            let doctor = try await Doctor(desk, files: ["foreign.pem": foreign]) {
                $0.replacingOccurrences(of: "TrustAnchors={F}/ca.pem", with: "TrustAnchors={F}/foreign.pem")
                    .replacingOccurrences(of: "\nClientCertificate=", with: "\n#")
            }
            #expect(doctor.cause?.code == "insi.certificateRefused", "\(doctor.told)")
        }

        @Test(arguments: [["ClientCertificate", "ClientCertificatePassphrase"], ["ClientCertificatePassphrase"]])
        func aSecretThatTheRunningAgentWasHandedIsNotMissing(_ keys: [String]) async throws {
            let told = try await Doctor(desk, options: []) { Self.without(keys, $0) }
            // Without a certificate the service tells no time either.
            #expect(told.lines.first == "Rien trouvé ; 3 points non vérifiés.", "\(told.lines)")
            #expect(told.status == 0)
            let doctor = try await Doctor(desk) { Self.without(keys, $0) }
            #expect(doctor.cause == nil && doctor["authentication"]?.code == nil, "\(doctor.told)")
            #expect(doctor["authentication"]?.text.contains("à l'agent seul") == true)
        }

        @Test func aSecretThatNothingHandsOverExplainsAnAgentThatDoesNotRun() async throws {
            let doctor = try await Doctor(desk) {
                Self.without(["ClientCertificatePassphrase"], $0)
                    .replacingOccurrences(of: "/agent.sock", with: "/nobody.sock")
            }
            #expect(doctor.cause?.code == "credentials.undeclared", "\(doctor.told)")
            #expect(doctor.cause?.action?.contains("ClientCertificatePassphrase") == true)
        }

        @Test(.enabled(if: geteuid() == 0, "mounts a folder of units"))
        func aSecretThatTheUnitDeclaresIsNotWhyAnAgentDoesNotRun() async throws {
            let units = #"""
                mount -t tmpfs tmpfs /usr/lib/systemd/system && mkdir /usr/lib/systemd/system/insi-agent.service.d &&
                printf '[Service]\nLoadCredential=client-certificate.passphrase:/etc/p\n' \
                    > /usr/lib/systemd/system/insi-agent.service.d/10-secrets.conf && exec "$@"
                """#
            let doctor = try await Doctor(desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", units, "sh"]) {
                Self.without(["ClientCertificatePassphrase"], $0)
                    .replacingOccurrences(of: "/agent.sock", with: "/nobody.sock")
            }
            #expect(doctor.cause?.code == "agent.silent", "\(doctor.told)")
            #expect(doctor["authentication"]?.code == nil && doctor["authentication"]?.status == "warning")
        }

        @Test func aProxyPasswordThatMayBeHandedOverIsNotMissing() async throws {
            let proxy = try StandIn(answer: "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            let doctor = try await proxy.serving {
                try await Doctor(desk) {
                    $0.replacingOccurrences(
                        of: "[insi]", with: "[insi]\nProxy=http://127.0.0.1:\(proxy.port)\nProxyUser=desk")
                }
            }
            #expect(doctor["configuration"]?.status == "ok" && doctor["proxy"]?.status == "warning", "\(doctor.told)")
            #expect(doctor.cause == nil && doctor["proxy"]?.code == nil, "\(doctor.told)")
            #expect(doctor["tls"]?.text.contains("demande un mot de passe") == true, "\(doctor.told)")
        }

        private static func without(_ keys: [String], _ text: String) -> String {
            keys.reduce(text) { $0.replacingOccurrences(of: "\n\($1)=", with: "\n#") }
        }

        @Test func aCertificateOutOfItsTimeIsExplainedByTheClock() async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let clock = try await WrongClock.make(in: folder, -40 * 86_400)
            let files = ["client.p12": try container(days: 400, since: 10), "client.pass": []]
            let doctor = try await Doctor(
                desk, prefix: ["/bin/sh", "-c", "chmod 600 {F}/client.*; exec \"$@\"", "sh"], files: files,
                environment: ["LD_PRELOAD": clock]
            ) { $0.replacingOccurrences(of: desk.folder + "/client", with: "{F}/client") }
            #expect(doctor["authentication"]?.code == "certificate.notYetValid", "\(doctor.told)")
            // The service refuses such a certificate before it tells the time.
            #expect(doctor.cause?.check == "clock", "\(doctor.told)")
        }

        /// PKCS#12 without passphrase, of the sandbox's authority, from some days ago until an hour after so many days from now.
        private func container(
            days: Int64 = 400, name: String = "INSI-AUTO", since: Int64 = 100
        ) throws -> [UInt8] {
            let authority = desk.sandbox.authority
            let key = try RSAPrivateKey.generate(bits: 2048)
            let now = Int64(Date().timeIntervalSince1970)
            var template = CertificateTemplate(
                subject: [
                    [.init(oid: DistinguishedName.organisationalUnit, value: "10B0152872")],
                    [.init(oid: DistinguishedName.commonName, value: name)],
                ], serialNumber: 1, notBefore: now - since * 86_400, notAfter: now + days * 86_400 + 3600)
            template.keyUsage = .digitalSignature
            template.extendedKeyUsage = [ExtendedKeyUsage.clientAuthentication]
            let issuer = authority.organisationCertificate
            return try PKCS12Writer.encode(
                certificate: try authority.issue(template, for: key.publicKey, as: issuer), chain: [issuer], key: key,
                passphrase: [], legacy: false)
        }
    }
}
