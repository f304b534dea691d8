import CardSimulator
import Foundation
import SandboxKit
import Testing

extension Loop {
    /// The agent as its unit confines it, as far as that can be had without systemd: another user without any right, the
    /// system read only, a `/proc` that shows processes of its own only.
    @Suite(.sandbox, .enabled(if: geteuid() == 0, "only root can become another user")) struct ConfinedTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        /// Prepares the file system in a mount namespace, then runs the rest as nobody: the folder, pcscd's socket, the programs.
        private static let confine = """
            set -e
            folder=$1 pcscd=$2 programs=$3; shift 3
            mkdir $folder/programs; touch $folder/pcscd.comm; chmod 666 $pcscd
            mount --bind $folder $folder; mount --bind $pcscd $folder/pcscd.comm; mount --bind $programs $folder/programs
            mount -o remount,bind,ro /
            mount -t proc -o hidepid=invisible,subset=pid proc /proc
            shift; exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --reuid 65534 --regid 65534 \\
                --clear-groups $folder/programs/insi-agent "$@"
            """

        @Test func itReadsCardsAndCallsTheServiceAndKnowsItsPeers() async throws {
            try await desk.clear()
            let authority = try String(contentsOfFile: desk.sandbox.access.caFile, encoding: .utf8)
            let host = try ServiceHost(desk) { [folder = desk.folder] text in
                text.replacing(folder + "/", with: "{CA}/")
            }
            try authority.write(toFile: host.folder + "/ca.pem", atomically: true, encoding: .utf8)
            let configuration = host.folder + "/agent.conf"
            try String(contentsOfFile: configuration, encoding: .utf8).replacing("{CA}/", with: host.folder + "/")
                .write(toFile: configuration, atomically: true, encoding: .utf8)
            let agent = try host.start(
                environment: ["PCSCLITE_CSOCK_NAME=\(host.folder)/pcscd.comm", "WATCHDOG_USEC=1000000"],
                prefix: [
                    "unshare", "-m", "sh", "-c", Self.confine, "sh", host.folder, desk.sandbox.access.pcscdSocket,
                    Products.folder,
                ])
            #expect(try await host.ready() == "2 lecteurs, environnement sandbox.")
            #expect(await !host.manager.words(until: { $0 == "WATCHDOG=1" }, within: 5).isEmpty)
            let status = String(decoding: Processes.read("status", of: agent.pid), as: UTF8.self)
            #expect(status.contains("NoNewPrivs:\t1") && status.contains("CapBnd:\t0000000000000000"))
            #expect(status.contains("Uid:\t65534\t65534\t65534\t65534"))

            let client = try await host.client()
            try await desk.sandbox.insertProfessional(ProfessionalDescription())
            try await client.follow { $0.professional.status == "locked" }
            let entered = try await Program.run(
                "insi-agent", ["pin", "--stdin", "--socket", host.socket], input: "1234\n")
            #expect(entered.status == 0, "\(entered.errorLines)")
            try await desk.sandbox.insertPatient(Fixtures.laurent)
            try await client.follow { $0.ins.status == "found" }
            // The token is root's, which the agent read in a /proc of its own.
            let borrowed = [
                "--reuid=1", "--regid=1", "--clear-groups", "curl", "--silent", "--output", "/dev/null", "--write-out",
                "%{http_code}", "--header", "Authorization: Bearer \(client.token ?? "")",
                "http://127.0.0.1:\(host.port)/v1/state",
            ]
            #expect(try await Program.run("/usr/bin/setpriv", borrowed).lines == ["403"])
            let begin = ContinuousClock.now
            agent.signal(SIGTERM)
            try await Waiting.until("the agent ends", within: 5) { agent.exitStatus() != nil }
            #expect(agent.exitStatus() == 0)
            #expect(ContinuousClock.now - begin < .seconds(1))
        }
    }
}
