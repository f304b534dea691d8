import Foundation
import Testing
import ToolKit

/// What stands in `systemd/`, by the programs that read it on a machine.
@Suite(
    "The units, by systemd's own programs", .serialized,
    .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct UnitFilesTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "systemd").path
    private static let units = ["insi-agent.service", "insi-agent.socket"]

    /// A system with the agent installed where its package puts it, for programs that take `--root`.
    private func installed() async throws -> ScratchFolder {
        let root = try ScratchFolder()
        let places = [
            ("insi-agent.service", "usr/lib/systemd/system"), ("insi-agent.socket", "usr/lib/systemd/system"),
            ("insi-agent.sysusers", "usr/lib/sysusers.d"), ("insi-agent.tmpfiles", "usr/lib/tmpfiles.d"),
        ]
        for folder in places.map(\.1) + ["usr/bin", "etc", "usr/lib/systemd"] {
            try FileManager.default.createDirectory(
                atPath: "\(root.path)/\(folder)", withIntermediateDirectories: true)
        }
        let copied = try await Tool.run("cp", ["-a", "/usr/lib/systemd/system", root.path + "/usr/lib/systemd/"])
        try #require(copied.status == 0, "\(copied.output)")
        for (file, folder) in places {
            let name = file.replacing(/\.(sysusers|tmpfiles)$/, with: ".conf")
            try FileManager.default.copyItem(
                atPath: "\(Self.sources)/\(file)", toPath: "\(root.path)/\(folder)/\(name)")
        }
        try FileManager.default.copyItem(atPath: "/usr/bin/true", toPath: root.path + "/usr/bin/insi-agent")
        return root
    }

    private func verify(in root: ScratchFolder) async throws -> String {
        try await Tool.run("systemd-analyze", ["verify", "--man=no", "--root=\(root.path)"] + Self.units).output
    }

    @Test("systemd finds no fault in service and socket, and finds one that is put in")
    func faultless() async throws {
        let root = try await installed()
        #expect(try await verify(in: root) == "")
        for unit in Self.units {
            let path = "usr/lib/systemd/system/" + unit
            let text = String(decoding: try root.read(path), as: UTF8.self)
            _ = try root.write(text.replacing("\n[Install]", with: "\nNoSuchKey=1\n\n[Install]").utf8, to: path)
        }
        let output = try await verify(in: root)
        #expect(output.components(separatedBy: "NoSuchKey").count == 3, "\(output)")
    }

    @Test("the service is exposed at most 1.6, with the real users of its peers")
    func exposure() async throws {
        let service = Self.sources + "/insi-agent.service"
        let report = try await Tool.run(
            "systemd-analyze", ["security", "--no-pager", "--offline=true", "--threshold=16", service])
        #expect(report.status == 0, "\(report.output)")
        #expect(report.output.contains("Overall exposure level"))
        let text = try String(contentsOfFile: service, encoding: .utf8)
        #expect(text.contains("\nPrivateUsers=no\n"))
        let open = try ScratchFolder().write(
            text.replacing(/(Protect|Restrict|SystemCall)[A-Za-z]+=.*/, with: "").utf8, to: "insi-agent.service")
        let other = try await Tool.run(
            "systemd-analyze", ["security", "--no-pager", "--offline=true", "--threshold=16", open])
        #expect(other.status != 0)
    }

    @Test("the user has no home and no shell, and only root changes the configuration")
    func user() async throws {
        let root = try await installed()
        let users = try await Tool.run("systemd-sysusers", ["--root=\(root.path)"])
        #expect(users.status == 0, "\(users.output)")
        let line = String(decoding: try root.read("etc/passwd"), as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("insi-agent:") }
        let fields = try #require(line).split(separator: ":", omittingEmptySubsequences: false)
        #expect(fields.suffix(3) == ["Agent INSi", "/nonexistent", "/usr/sbin/nologin"])
        let folders = try await Tool.run(
            "systemd-tmpfiles", ["--create", "--root=\(root.path)", root.path + "/usr/lib/tmpfiles.d/insi-agent.conf"])
        #expect(folders.status == 0, "\(folders.output)")
        let configuration = try FileManager.default.attributesOfItem(atPath: root.path + "/etc/insi-agent")
        #expect(configuration[.posixPermissions] as? Int == 0o755)
        #expect(configuration[.ownerAccountID] as? Int == 0)
        #expect(configuration[.groupOwnerAccountID] as? Int == 0)
        let runtime = try FileManager.default.attributesOfItem(atPath: root.path + "/run/insi-agent")
        #expect(runtime[.posixPermissions] as? Int == 0o755)
        #expect(runtime[.ownerAccountID] as? Int == 0)
    }

    @Test("polkit's rule lets our user reach readers and cards, and decides nothing else")
    func rule() async throws {
        let script = """
            const rules = [];
            const polkit = { addRule: (rule) => rules.push(rule), Result: { YES: "yes", NOT_HANDLED: null } };
            eval(require("fs").readFileSync(process.argv[1], "utf8"));
            const ask = (id, user) => rules.map((rule) => rule({ id }, { user, groups: [user] })).find((r) => r) ?? "none";
            const actions = ["access_pcsc", "access_card"].map((name) => "org.debian.pcsc-lite." + name)
                .concat("org.freedesktop.login1.power-off");
            for (const user of ["insi-agent", "nobody", "root"])
                console.log(user, ...actions.map((action) => ask(action, user)));
            """
        let answer = try await Tool.run("node", ["-e", script, Self.sources + "/insi-agent.rules"])
        #expect(
            answer.output.split(separator: "\n") == [
                "insi-agent yes yes none", "nobody none none none", "root none none none",
            ], "\(answer.output)")
    }

    @Test("systemd passes the sockets of the unit's own lines, and those of a machine without ::1")
    func sockets() async throws {
        let text = try String(contentsOfFile: Self.sources + "/insi-agent.socket", encoding: .utf8)
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("ListenStream=") }
        #expect(
            lines == [
                "ListenStream=127.0.0.1:14674", "ListenStream=[::1]:14674", "ListenStream=/run/insi-agent/agent.sock",
            ])
        // A network without ::1: what systemd does with FreeBind= is IPV6_FREEBIND before it binds.
        let bind = """
            import socket
            for free in (0, 1):
                s = socket.socket(socket.AF_INET6)
                s.setsockopt(socket.IPPROTO_IPV6, 78, free)
                try: s.bind(("::1", 14674)); s.listen(); print(free, "bound")
                except OSError as e: print(free, e.strerror)
            """
        let command = "ip link set lo up; sysctl -qw net.ipv6.conf.lo.disable_ipv6=1; exec python3 -c \"$0\""
        let outcome = try await Tool.run("unshare", ["-n", "sh", "-c", command, bind])
        #expect(
            outcome.output.split(separator: "\n") == ["0 Cannot assign requested address", "1 bound"],
            "\(outcome.output)")
        #expect(text.contains("\nFreeBind=yes\n"))
    }
}
