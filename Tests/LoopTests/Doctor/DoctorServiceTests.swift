import CardSimulator
import Foundation
import INSiSimulator
import SandboxKit
import Testing

extension Loop {
    /// `insi-agent doctor` on the way to the service.
    @Suite(.sandbox) struct DoctorServiceTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private func edited(
            _ old: String, _ new: String, files: [String: [UInt8]] = [:]
        ) async throws -> Doctor {
            try await Doctor(desk, files: files) { $0.replacingOccurrences(of: old, with: new) }
        }

        @Test func trustAnchorsThatAreMissingAreTheCause() async throws {
            let doctor = try await edited("TrustAnchors={F}/ca.pem", "TrustAnchors=/nowhere/ca.pem")
            #expect(doctor.cause?.code == "trustAnchors.unreadable", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("/nowhere/ca.pem") == true)
        }

        @Test func aNameThatNobodyKnowsIsTheCause() async throws {
            let doctor = try await edited(desk.sandbox.access.insiURL, "https://insi.invalid/lps")
            #expect(["dns.unknown", "dns.silent"].contains(doctor.cause?.code), "\(doctor.told)")
            #expect(doctor.cause?.text.contains("insi.invalid") == true)
            #expect(doctor["tls"]?.status == "error")
        }

        @Test(.enabled(if: geteuid() == 0, "mounts a file over that of the resolver"))
        func aResolverThatSaysThatItHasNoAnswerIsToldAsSilent() async throws {
            // Nobody listens there, so that the library is told at once.
            let mount = #"""
                echo nameserver 127.254.254.254 > "$0/resolv.conf" && mount --bind "$0/resolv.conf" /etc/resolv.conf && exec "$@"
                """#
            let doctor = try await Doctor(desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", mount, "{F}"]) {
                $0.replacingOccurrences(of: desk.sandbox.access.insiURL, with: "https://insi.example/lps")
            }
            #expect(doctor.cause?.code == "dns.silent", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("insi.example") == true)
        }

        @Test(arguments: [
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "insi.proxyRefused"),
            ("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "insi.proxyCredentials"),
        ])
        func aProxyThatRefusesIsTheCause(_ answer: String, _ code: String) async throws {
            let proxy = try StandIn(answer: answer)
            let doctor = try await proxy.serving {
                try await edited("[insi]", "[insi]\nProxy=http://127.0.0.1:\(proxy.port)")
            }
            #expect(doctor.cause?.code == code && doctor.cause?.check == "proxy", "\(doctor.told)")
        }

        @Test func aProxyThatIsNotThereIsTheCause() async throws {
            let doctor = try await edited("[insi]", "[insi]\nProxy=http://127.0.0.1:1")
            #expect(doctor.cause?.code == "insi.proxyUnreachable", "\(doctor.told)")
        }

        @Test func aProxyThatNeverAnswersIsTheCause() async throws {
            let mute = try ListeningSocket.ipv4()
            defer { close(mute) }
            let doctor = try await edited(
                "[insi]", "[insi]\nConnectTimeout=2\nProxy=http://127.0.0.1:\(ListeningSocket.port(of: mute))")
            #expect(doctor.cause?.code == "insi.proxyUnreachable", "\(doctor.told)")
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func aFileThatOurUserMayNotReadIsNotVerifiedInsteadOfWrong() async throws {
            desk.open()
            defer { desk.close() }
            let hidden = "mkdir {F}/state; chmod 600 {F}/crl.pem; chown 65533 {F}/crl.pem {F}/state; exec \"$@\""
            let doctor = try await Doctor(desk, prefix: ["/bin/sh", "-c", hidden, "sh"] + Doctor.nobody) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            let lists = try #require(doctor["revocationLists"])
            #expect(lists.status == "warning" && lists.code == nil && lists.text.hasPrefix("non vérifié"), "\(lists)")
        }

        @Test func aServiceThatDoesNotListenIsTheCause() async throws {
            let doctor = try await edited(desk.sandbox.access.insiURL, "https://127.0.0.1:1/lps")
            #expect(doctor.cause?.code == "insi.unavailable" && doctor.cause?.check == "tls", "\(doctor.told)")
        }

        @Test func aServiceThatSaysItIsUnavailableIsTheCause() async throws {
            desk.sandbox.service.set(.unavailable)
            let doctor = try await Doctor(desk)
            desk.sandbox.service.set(.normal)
            #expect(doctor.cause?.code == "insi.unavailable" && doctor.cause?.check == "tls", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("HTTP 503") == true)
        }

        @Test func aServiceThatHangsAfterTLSIsTheCauseAndNotTheMissingCard() async throws {
            try await desk.clear()
            desk.sandbox.service.set(.slow(.seconds(20)))
            let doctor = try await Doctor(desk)
            desk.sandbox.service.set(.normal)
            #expect(doctor.cause?.code == "insi.timeout" && doctor.cause?.check == "tls", "\(doctor.told)")
            #expect(doctor["authentication"]?.code == "professional.absent")
        }

        @Test func aForeignChainIsTheCauseAndItsIssuerIsNamed() async throws {
            let foreign = try TestAuthority().caPEM
            let doctor = try await edited(
                "TrustAnchors={F}/ca.pem", "TrustAnchors={F}/foreign.pem", files: ["foreign.pem": Array(foreign.utf8)])
            #expect(doctor.cause?.code == "insi.certificateRefused", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("est émis par « ") == true)
            #expect(doctor["clock"]?.status == "ok")
        }

        @Test func withoutAnyNetworkItEndsInTime() async throws {
            let alone = geteuid() == 0 ? ["/usr/bin/unshare", "-n"] : ["/usr/bin/unshare", "-U", "-r", "-n"]
            let doctor = try await Doctor(desk, prefix: alone)
            #expect(doctor.cause?.check == "tls", "\(doctor.told)")
            #expect(doctor.time < .seconds(30))
        }

        @Test func theEndpointTellsTheSameToWhoMayKnow() async throws {
            try await desk.clear()
            let watch = try await desk.add(["metrics"], name: "watch")
            let answer = try await watch.request("GET", "/v1/doctor", timeout: 30)
            #expect(answer.status == 200)
            #expect(answer.json?["cause"]?["code"]?.text == "professional.absent")
            #expect(answer.json?["findings"]?.items.map { $0["check"]?.text } == Doctor.inOrder)
            let page = try await desk.page().request("GET", "/v1/doctor", timeout: 30)
            #expect(page.status == 200)
            let status = try await desk.add(["status"], name: "screen").request("GET", "/v1/doctor")
            expectProblem(status.json, "request.scope")
        }
    }
}
