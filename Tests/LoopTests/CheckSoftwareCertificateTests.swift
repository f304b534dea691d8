import CardSimulator
import Cryptography
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// `insi-agent check` where calls are made with a software certificate, over mutual TLS.
    @Suite struct CheckSoftwareCertificateTests {
        @Test func withoutAnyCardOneCallIsMadeAndTracedAsACheck() async throws {
            try await Self.withDesk { desk in
                let check = try await Check(desk)
                #expect(check.status == 0, "\(check.lines)")
                #expect(check["authentication"]?.text.contains("CN=INSI-AUTO, OU=10B0152872") == true)
                #expect(check["call"]?.status == "ok")
                #expect(desk.sandbox.service.callCount == 1)
                #expect(desk.logged("purpose=check") == 1)
            }
        }

        @Test func aCertificateIsToldWithTheDaysLeftBeforeTheServiceMeetsIt() async throws {
            try await Self.withDesk { desk in
                for (days, status) in [(20, "warning"), (-1, "error")] as [(Int64, String)] {
                    let check = try await Check(desk, files: ["client.p12": Self.container(days: days)]) {
                        $0.replacingOccurrences(of: desk.folder + "/client.p12", with: "{F}/client.p12")
                            .replacingOccurrences(of: "ClientCertificatePassphrase=", with: "#")
                    }
                    #expect(check["authentication"]?.status == status)
                    #expect(days < 0 || check["authentication"]?.text.contains("encore 20 jours") == true)
                    #expect(check["call"]?.status == "warning")
                }
                #expect(desk.sandbox.service.callCount == 0)
            }
        }

        @Test func aPassphraseThatOthersMayReadIsRefusedAsTheAgentWould() async throws {
            try await Self.withDesk { desk in
                let check = try await Check(
                    desk, files: ["open.pass": Array("qzcanaryqz".utf8)], open: ["open.pass"]
                ) {
                    $0.replacingOccurrences(of: desk.folder + "/client.pass", with: "{F}/open.pass")
                }
                #expect(check.status == 1)
                #expect(check["authentication"]?.text.contains("chmod 600") == true)
                #expect(!check.lines.joined().contains("qzcanaryqz"))
            }
        }

        @Test(arguments: [
            (TestAuthority.ServerFlaw.expired, "insi.certificateExpired"),
            (.notYetValid, "insi.certificateNotYetValid"), (.foreignAuthority, "insi.certificateRefused"),
            (.wrongName, "insi.certificateName"),
        ])
        func aServerThatIsNotBelievedIsToldWithItsReason(_ flaw: TestAuthority.ServerFlaw, _ code: String) async throws
        {
            try await Self.withDesk(flaw: flaw) { desk in
                let check = try await Check(desk)
                #expect(check.status == 1)
                #expect(check["tls"]?.text.hasSuffix("[\(code)]") == true, "\(check.lines)")
                #expect(check["call"]?.status == "warning")
                #expect(desk.sandbox.service.callCount == 0)
            }
        }

        private static func withDesk(
            flaw: TestAuthority.ServerFlaw? = nil, _ body: (Desk) async throws -> Void
        ) async throws {
            var options = SandboxOptions(products: Products.folder)
            options.authentication = .softwareCertificate
            options.serverFlaw = flaw
            let sandbox = try await Sandbox.start(options)
            do {
                try await body(Desk(sandbox))
            } catch {
                await sandbox.stop()
                throw error
            }
            await sandbox.stop()
        }

        /// PKCS#12 without passphrase, until an hour after so many days from now.
        private static func container(days: Int64) throws -> [UInt8] {
            let key = try RSAPrivateKey.generate(bits: 2048)
            let now = Int64(Date().timeIntervalSince1970)
            let template = CertificateTemplate(
                subject: [
                    [.init(oid: DistinguishedName.organisationalUnit, value: "10B0152872")],
                    [.init(oid: DistinguishedName.commonName, value: "INSI-AUTO")],
                ], serialNumber: 1, notBefore: now - 100 * 86_400, notAfter: now + days * 86_400 + 3600)
            let certificate = try CertificateIssuer.selfSigned(template, key: key)
            return try PKCS12Writer.encode(
                certificate: certificate, chain: [], key: key, passphrase: [], legacy: false)
        }
    }
}
