import Foundation
import Testing

extension Loop {
    /// `insi-agent doctor` run by root judges what the agent's user may do, who owns the state directory.
    @Suite(.sandbox, .enabled(if: geteuid() == 0, "only root judges for another user"))
    struct DoctorRightsTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// A state directory of nobody's with these rights, and what else is to be done.
        private func examine(
            _ command: String, mode: String = "700", edit: (String) -> String = { $0 }
        ) async throws -> Doctor {
            let prepare = "mkdir -m \(mode) {F}/state && chown 65534:65534 {F}/state && \(command) && exec \"$@\""
            return try await Doctor(desk, prefix: ["/bin/sh", "-c", prepare, "sh"]) {
                edit($0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state"))
            }
        }

        @Test func whatTheAgentMayReadIsNoFault() async throws {
            let doctor = try await examine("chmod 640 {F}/ca.pem && chgrp 65534 {F}/ca.pem")
            #expect(doctor["trustAnchors"]?.status == "ok" && doctor["files"]?.status == "ok", "\(doctor.told)")
            #expect(doctor["tls"]?.status == "ok" && doctor["configuration"]?.status == "ok")
        }

        @Test func anchorsThatOnlyRootReadsAreTheCause() async throws {
            let doctor = try await examine("chmod 600 {F}/ca.pem")
            #expect(doctor.cause?.code == "trustAnchors.unreadable", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("« nobody » n'y a pas accès") == true)
        }

        @Test func listsThatOnlyRootReadsAreTheCause() async throws {
            let doctor = try await examine("chmod 600 {F}/crl.pem")
            #expect(doctor.cause?.code == "revocationLists.unreadable", "\(doctor.told)")
        }

        @Test func aConfigurationThatOnlyRootReadsIsTheCause() async throws {
            let doctor = try await examine("chmod 600 {F}/agent.conf")
            #expect(doctor.cause?.code == "configuration.unreadable" && doctor.status == 78, "\(doctor.told)")
        }

        @Test func whatOthersMayChangeIsTheCauseAsItKeepsTheAgentFromStarting() async throws {
            let anchors = try await examine("chmod 666 {F}/ca.pem")
            #expect(anchors.cause?.code == "trustAnchors.mode", "\(anchors.told)")
            #expect(anchors.cause?.text.contains("chmod go-w") == true)
            let file = try await examine("chmod 666 {F}/agent.conf")
            #expect(file.cause?.code == "configuration.invalid" && file.status == 78, "\(file.told)")
            #expect(file["tls"]?.status == "ok")
        }

        @Test func aStateDirectoryThatTheAgentMayNotWriteIsTheCause() async throws {
            let doctor = try await examine("true", mode: "500")
            #expect(doctor.cause?.code == "files.notWritable", "\(doctor.told)")
        }

        @Test func aSealKeyThatIsNoneIsTheCause() async throws {
            let doctor = try await examine("install -m 600 -o 65534 /dev/null {F}/state/seal.key")
            #expect(doctor.cause?.code == "files.refused", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("32 octets") == true)
        }

        @Test func aLibraryThatIsNotThereIsTheCauseAndTheRestIsStillLookedAt() async throws {
            let doctor = try await examine("true") { $0 + "[vitale]\nMica=/nowhere/mica.so\n" }
            #expect(doctor.cause?.code == "configuration.invalid" && doctor.status == 78, "\(doctor.told)")
            #expect(doctor.cause?.text.contains("/nowhere/mica.so") == true)
            #expect(doctor["tls"]?.status == "ok" && doctor.findings.count == Doctor.inOrder.count)
        }

        @Test func aFileInPlaceOfTheSocketIsTheCause() async throws {
            let doctor = try await examine("touch {F}/run") {
                $0.replacingOccurrences(of: desk.folder + "/agent.sock", with: "{F}/run")
            }
            #expect(doctor.cause?.code == "socket.occupied", "\(doctor.told)")
        }
    }
}
