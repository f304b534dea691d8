import Foundation
import Testing
import ToolKit

@testable import SandboxKit

extension Loop {
    /// `insi-agent doctor` on the machine: files, disk, socket, port and clock.
    @Suite(.sandbox) struct DoctorMachineTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// A command that comes before the one under test.
        private static func shell(_ command: String) -> [String] {
            ["/bin/sh", "-c", command + "; exec \"$@\"", "sh"]
        }

        @Test func aConfigurationThatIsMissingOrWrongIsTheCauseAndTheRestIsStillLookedAt() async throws {
            let wrong = try await Doctor(desk) { _ in "[agent]\nEnvironement=test\n" }
            #expect(wrong.cause?.code == "configuration.invalid" && wrong.status == 78, "\(wrong.told)")
            #expect(wrong.cause?.text.contains("ligne 2") == true)
            #expect(wrong["pcscd"]?.status == "ok")
            let missing = try await Program.run("insi-agent", ["doctor", "--config", "/nowhere/insi-agent.conf"])
            #expect(missing.status == 78)
            #expect(missing.lines.first?.hasPrefix("Cause probable : Configuration, /nowhere/") == true)
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func aConfigurationThatOurUserMayNotReadIsTheCause() async throws {
            let hidden = Self.shell("chmod 600 {F}/agent.conf")
            let doctor = try await Doctor(desk, prefix: hidden + Doctor.nobody)
            #expect(doctor.cause?.code == "configuration.unreadable" && doctor.status == 78, "\(doctor.told)")
        }

        @Test(.enabled(if: geteuid() == 0, "mounts a small disk"))
        func aFullDiskIsTheCause() async throws {
            let fill = #"""
                mkdir "$0" && mount -t tmpfs -o size=8m,mode=700 tmpfs "$0" && dd if=/dev/zero of="$0/filler" bs=4k 2>/dev/null
                exec "$@"
                """#
            let full = try await Doctor(desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", fill, "{F}/state"]) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            #expect(full.cause?.code == "disk.full" && full.status == 1, "\(full.told)")
        }

        @Test(
            .enabled(
                if: geteuid() == 0 && FileManager.default.isWritableFile(atPath: "/dev/fuse"),
                "mounts a disk that does not answer"))
        func aDiskThatDoesNotAnswerIsTheCause() async throws {
            // A file system in user space that nobody serves: the kernel waits for its first word.
            let mount = #"""
                mkdir "$0" && exec 3<>/dev/fuse || exit 1
                mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 hung "$0" && exec "$@"
                """#
            let folder = try ScratchFolder()
            let archive = folder.path + "/support.tar.gz"
            let hung = try await Doctor(
                desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", mount, "{F}/state"],
                options: ["--json", "--bundle", archive]
            ) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            #expect(hung.cause?.code == "files.silent" && hung.status == 1, "\(hung.told)")
            #expect(hung.cause?.text.contains("/state ne répond pas") == true)
            #expect(hung["pcscd"]?.status == "ok")
            #expect(FileManager.default.fileExists(atPath: archive))
        }

        @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
        func aFileOfAnotherUserInTheStateDirectoryIsNamed() async throws {
            let prepare = Self.shell(
                "mkdir -m 700 {F}/state; install -m 600 /dev/null {F}/state/clients.json; chown 65534 {F}/state")
            let doctor = try await Doctor(desk, prefix: prepare) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            #expect(doctor.cause?.code == "files.owner", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("state/clients.json") == true)
        }

        @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
        func aHiddenFolderOfAnotherUserIsNamedBehindALinkToo() async throws {
            let prepare = Self.shell(
                "mkdir -m 700 {F}/real {F}/real/a {F}/real/audit; chown 65534 {F}/real {F}/real/a; ln -s real {F}/state"
            )
            let doctor = try await Doctor(desk, prefix: prepare) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            #expect(doctor.cause?.code == "files.owner", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("state/audit est à l'utilisateur 0") == true, "\(doctor.told)")
        }

        @Test func aSecretThatOthersMayReadIsNamed() async throws {
            let prepare = Self.shell("mkdir -m 700 {F}/state; install -m 644 /dev/null {F}/state/seal.key")
            let doctor = try await Doctor(desk, prefix: prepare) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            #expect(doctor.cause?.code == "files.mode", "\(doctor.told)")
        }

        @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
        func aKeyOfRootThatTheAgentsGroupReadsIsNoFault() async throws {
            let prepare = Self.shell(
                "mkdir -m 700 {F}/state; head -c 32 /dev/urandom >{F}/state/seal.key; chmod 640 {F}/state/seal.key; chgrp 65534 {F}/state/seal.key; "
                    + "chown 65534:65534 {F}/state")
            let doctor = try await Doctor(desk, prefix: prepare) {
                $0.replacingOccurrences(of: desk.folder + "/state", with: "{F}/state")
            }
            #expect(doctor["files"]?.status == "ok", "\(doctor.told)")
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func aSocketThatOurUserMayNotReachIsTheCause() async throws {
            desk.open()
            defer { desk.close() }
            let hide = Self.shell("mkdir -m 700 {F}/run")
            let doctor = try await Doctor(desk, prefix: hide + Doctor.nobody) {
                $0.replacingOccurrences(of: desk.folder + "/agent.sock", with: "{F}/run/agent.sock")
            }
            #expect(doctor.cause?.code == "socket.permission", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("/run refusent") == true)
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func aUserWhomTheAgentDoesNotAdmitIsToldSo() async throws {
            desk.open()
            defer { desk.close() }
            let doctor = try await Doctor(desk, prefix: Doctor.nobody)
            #expect(doctor.cause?.code == "socket.user", "\(doctor.told)")
            #expect(doctor.cause?.action?.contains("SocketUsers") == true)
        }

        @Test func aPortThatAnotherProgramHasIsTheCauseAndTheProgramIsNamed() async throws {
            let other = try StandIn()
            let doctor = try await other.serving {
                try await Doctor(desk) {
                    $0.replacingOccurrences(of: "Port=0", with: "Port=\(other.port)")
                        .replacingOccurrences(of: "/agent.sock", with: "/nobody.sock")
                }
            }
            #expect(doctor.cause?.code == "port.taken", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("(processus \(getpid()),") == true)
            #expect(doctor["agent"]?.code == "agent.silent")
        }

        @Test func anAgentThatHangsHasNotTakenItsPortFromItself() async throws {
            let own = try await OwnAgent(desk)
            kill(own.process.pid, SIGSTOP)
            let doctor = try await Doctor(desk) {
                $0.replacingOccurrences(of: "Port=0", with: "Port=\(own.client.port)")
                    .replacingOccurrences(of: desk.folder + "/agent.sock", with: own.socket)
            }
            kill(own.process.pid, SIGCONT)
            #expect(doctor.cause?.code == "agent.silent", "\(doctor.told)")
            #expect(doctor["port"]?.text.contains("insi-agent (processus \(own.process.pid),") == true)
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user"))
        func anAgentWhoseSocketOurUserMayNotReachHasNotTakenItsPortFromItself() async throws {
            let own = try await OwnAgent(desk)
            let folder = (own.socket as NSString).deletingLastPathComponent
            unsafe chmod(folder, 0o700)
            desk.open()
            defer { desk.close() }
            let doctor = try await Doctor(desk, prefix: Doctor.nobody) {
                $0.replacingOccurrences(of: "Port=0", with: "Port=\(own.client.port)")
                    .replacingOccurrences(of: desk.folder + "/agent.sock", with: own.socket)
            }
            #expect(doctor.cause?.code == "socket.permission", "\(doctor.told)")
        }

        @Test(.enabled(if: geteuid() == 0, "only root can start it as another user, and mount"))
        func aPortThatAProgramOfRootHasIsNotTakenForTheServiceManagers() async throws {
            desk.open()
            defer { desk.close() }
            let units = #"""
                mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system && mount -t tmpfs tmpfs /usr/lib/systemd/system &&
                echo "ListenStream=127.0.0.1:$0" >/usr/lib/systemd/system/insi-agent.socket && exec "$@"
                """#
            let other = try StandIn()
            let prefix = ["/usr/bin/unshare", "-m", "sh", "-c", units, "\(other.port)"]
            let doctor = try await other.serving {
                try await Doctor(desk, prefix: prefix + Doctor.nobody) {
                    $0.replacingOccurrences(of: "Port=0", with: "Port=\(other.port)")
                        .replacingOccurrences(of: "/agent.sock", with: "/nobody.sock")
                }
            }
            #expect(doctor.cause?.code == "port.taken", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("utilisateur 0") == true)
        }

        @Test(.enabled(if: geteuid() == 0, "only root can mount"))
        func aSocketUnitThatOpensAnotherPortIsTheCause() async throws {
            let units = #"""
                mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system/insi-agent.socket.d &&
                mount -t tmpfs tmpfs /usr/lib/systemd/system && cd /usr/lib/systemd/system && mkdir insi-agent.socket.d &&
                printf '[Socket]\nListenStream=127.0.0.1:14674\nListenStream=/run/a\n' >insi-agent.socket &&
                printf 'ListenStream=1\n' >insi-agent.socket.d/port.conf &&
                printf '[Socket]\nListenStream=\nListenStream = 127.0.0.1:14700 \nListenStream=[::1]:14700\n' \
                  >/run/systemd/system/insi-agent.socket.d/port.conf && exec "$@"
                """#
            for (port, code) in [(14674, "port.differs"), (14700, nil)] as [(Int, String?)] {
                let doctor = try await Doctor(desk, prefix: ["/usr/bin/unshare", "-m", "sh", "-c", units, "sh"]) {
                    $0.replacingOccurrences(of: "Port=0", with: "Port=\(port)")
                        .replacingOccurrences(of: "/agent.sock", with: "/nobody.sock")
                }
                #expect(doctor.cause?.code == code ?? "agent.silent", "\(doctor.told)")
                #expect(code == nil || doctor.cause?.text.hasSuffix("ouvre 14700") == true, "\(doctor.told)")
            }
        }

        @Test func anAgentThatDoesNotRunIsTheCauseWhenNothingElseIs() async throws {
            let doctor = try await Doctor(desk) { $0.replacingOccurrences(of: "/agent.sock", with: "/nobody.sock") }
            #expect(doctor.cause?.code == "agent.silent", "\(doctor.told)")
        }

        @Test(arguments: [-600, 600])
        func aClockThatIsTenMinutesOffIsTheCause(_ seconds: Int) async throws {
            let folder = try OwnAgent.makeFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let doctor = try await Doctor(
                desk, environment: ["LD_PRELOAD": try await WrongClock.make(in: folder, seconds)])
            #expect(doctor.cause?.code == "clock.wrong", "\(doctor.told)")
            #expect(doctor.cause?.text.contains("\(seconds > 0 ? "avance" : "retarde") de ") == true)
        }
    }
}
