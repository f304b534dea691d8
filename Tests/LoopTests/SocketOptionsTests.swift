import Foundation
import SandboxKit
import Testing
import ToolKit

extension Loop {
    /// Where a verb looks for the agent, on a machine with a configuration of its own in `/etc`.
    @Suite(.sandbox, .enabled(if: geteuid() == 0, "mounts a folder over /etc")) struct SocketOptionsTests {
        let desk: Desk

        init() throws { desk = try #require(Desk.current) }

        private var socket: String { desk.folder + "/agent.sock" }

        /// `insi-agent status` where /etc holds these files of `/etc/insi-agent`, with these rights.
        private func status(
            _ files: [String: String], mode: String = "644", prefix: [String] = [], options: [String] = []
        ) async throws -> Program.Output {
            let folder = try ScratchFolder()
            unsafe chmod(folder.path, 0o755)
            try FileManager.default.createDirectory(
                atPath: folder.path + "/insi-agent.conf.d", withIntermediateDirectories: true)
            for (name, text) in files { _ = try folder.write(text.utf8, to: name) }
            let mount = #"""
                mount -t tmpfs -o mode=755 tmpfs /etc && mkdir /etc/insi-agent &&
                cp -r "$0"/. /etc/insi-agent/ && find /etc/insi-agent -name '*.conf' -exec chmod "$1" {} + ; shift; exec "$@"
                """#
            let program = prefix + [Products.folder + "/insi-agent", "status"] + options
            return try await Program.run(
                "/usr/bin/unshare", ["-m", "sh", "-c", mount, folder.path, mode] + program)
        }

        @Test func itIsTheInstalledConfigurationsWhereNoneIsNamed() async throws {
            let plain = try await status(["insi-agent.conf": "[endpoint]\nSocket=\(socket)\n"])
            #expect(plain.status == 0 && plain.errorLines.isEmpty, "\(plain.errorLines)")
            let dropIn = try await status([
                "insi-agent.conf": "[agent]\nNobody=knows\n[endpoint]\nSocket=/none\n",
                "insi-agent.conf.d/10-poste.conf": "[endpoint]\nSocket=\(socket)\n",
            ])
            #expect(dropIn.status == 0 && dropIn.errorLines.isEmpty, "\(dropIn.errorLines)")
        }

        @Test func whatIsNamedGoesBeforeIt() async throws {
            let installed = ["insi-agent.conf": "[endpoint]\nSocket=/none\n"]
            #expect(try await status(installed).errorLines.first?.contains("/none") == true)
            #expect(try await status(installed, options: ["--socket", socket]).status == 0)
            #expect(try await status(installed, options: ["--config", desk.folder + "/agent.conf"]).status == 0)
        }

        @Test func oneThatIsNotThereOrMayNotBeReadIsNoFault() async throws {
            let usual = "/run/insi-agent/agent.sock"
            let absent = try await status([:])
            #expect(absent.status == 69 && absent.errorLines.count == 1, "\(absent.errorLines)")
            #expect(absent.errorLines.first?.contains(usual) == true)
            let denied = try await status(
                ["insi-agent.conf": "[endpoint]\nSocket=\(socket)\n"], mode: "600", prefix: Doctor.nobody)
            #expect(denied.status == 69 && denied.errorLines.count == 1, "\(denied.errorLines)")
            #expect(denied.errorLines.first?.contains(usual) == true)
        }
    }
}
