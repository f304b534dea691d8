import Foundation
import Testing
import ToolKit

/// The Debian package on a clean Debian 12: built, installed, run as its unit says, upgraded, removed, purged.
@Suite("The package", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct PackageTests {
    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test("a clean Debian: install, INS by the unit's own command, upgrade, remove, and purge leaves nothing")
    func life() async throws {
        let steps = try await PackageScenario.run(checkout: Self.checkout)
        func step(_ name: String) throws -> PackageStep { try #require(steps.package[name], "\(name)") }

        let built = try step("built")
        #expect(built.again == true, "a build packed twice differs")
        #expect(built.lintian == "")
        let depends = try #require(built.depends)
        for library in ["libpcsclite1", "libssl3", "libcurl4", "libxml2", "libdmtx0b", "libusb-1.0-0", "pcscd"] {
            #expect(depends.contains(library), "\(depends)")
        }
        try expectContents(try #require(built.contents))

        let installed = try step("installed")
        let others = try #require(installed.changes).filter { !$0.contains("insi-agent") && !Self.isAccount($0) }
        #expect(others == ["+ /usr/share/fish", "+ /usr/share/fish/vendor_completions.d"])
        #expect(try #require(installed.output).contains("insi-agent config check"))
        #expect(try #require(built.package).hasPrefix("insi-agent_\(try #require(installed.version))_"))

        // Nothing is started whose configuration lacks what only a person knows.
        #expect(installed.asked == ["systemctl daemon-reload"])

        let first = try step("reception")
        try expectReception(first)
        let upgraded = try step("upgraded")
        #expect(upgraded.version == "99.0" && upgraded.changes == ["~ /etc/insi-agent/insi-agent.conf"])
        #expect(
            upgraded.asked == [
                "systemctl daemon-reload", "deb-systemd-invoke start insi-agent.socket",
                "deb-systemd-invoke restart insi-agent.service",
            ])
        let second = try step("reception after the upgrade")
        try expectReception(second)
        #expect(first.instance == second.instance)

        let removed = try step("removed")
        #expect(
            removed.asked == [
                "deb-systemd-invoke stop insi-agent.socket insi-agent.service", "systemctl daemon-reload",
            ])
        let left = try #require(removed.left)
        #expect(left.contains("/etc/insi-agent/insi-agent.conf") && left.contains("/var/lib/insi-agent/instance"))
        #expect(
            !left.contains { $0.hasPrefix("/usr/bin") || $0.hasPrefix("/usr/libexec") || $0.hasPrefix("/usr/share") })
        #expect(try step("purged").changes == [])
        if let machine = steps.machine { try expectMachine(machine) }
    }

    /// The same on a started machine.
    private func expectMachine(_ machine: BootStep) throws {
        if let why = machine.why {
            return withKnownIssue("no container is started here, so that systemd itself judges nothing") {
                Issue.record("\(why)")
            }
        }
        let (running, stopped) = (["active", "active"], ["inactive", "inactive"])
        #expect(machine.unconfigured == stopped && machine.started == running)
        #expect(machine.ins == "found" && machine.matricule == "1810163220751")
        // Each line is an event of the agent's or a word of systemd's.
        #expect(try !#require(machine.journal).contains("Failed"), "\(machine.journal ?? "")")
        #expect(machine.killed == "200" && machine.mended == "200" && machine.silent == "000")
        #expect(try #require(machine.back) < 2)
        #expect(machine.refused == ["000"] && machine.wrong == ["active", "failed"])
        #expect(machine.otherKey != 0 && machine.otherKeyTold == true)
        #expect(machine.verified?.contains("La chaîne est intacte.") == true)
        #expect(machine.checked == 0, "\(machine.said ?? "")")
        #expect(machine.upgraded == running && machine.isNew == true)
        #expect(machine.removed == stopped && machine.again == running && machine.purged == stopped)
        #expect(machine.left == ["/etc/credstore/insi-agent.seal.key"] && machine.failed == [])
    }

    private func expectReception(_ step: PackageStep) throws {
        #expect(step.hidden == 78)
        #expect(step.checked == 0, "\(step.said ?? "")")
        #expect(step.ins == "found" && step.matricule == "1810163220751", "\(step.log ?? "")")
        #expect(try #require(step.user) != 0)
        #expect(step.status == 0)
        #expect(try #require(step.stopped) < 1)
    }

    private func expectContents(_ contents: String) throws {
        let expected = [
            "/usr/bin/insi-agent", "/usr/libexec/insi-agent/insi-agent-library", "/etc/insi-agent/insi-agent.conf",
            "/lib/systemd/system/insi-agent.service", "/lib/systemd/system/insi-agent.socket",
            "/usr/lib/sysusers.d/insi-agent.conf", "/usr/lib/tmpfiles.d/insi-agent.conf",
            "/usr/share/polkit-1/rules.d/insi-agent.rules", "/lib/udev/rules.d/93-insi-agent.rules",
            "/usr/share/man/man1/insi-agent.1.gz", "/usr/share/man/man5/insi-agent.conf.5.gz",
            "/usr/share/man/man8/insi-agent.8.gz", "/usr/share/bash-completion/completions/insi-agent",
            "/usr/share/zsh/vendor-completions/_insi-agent", "/usr/share/fish/vendor_completions.d/insi-agent.fish",
        ]
        for path in expected { #expect(contents.contains(" ." + path + "\n"), "\(path)") }
        let files = contents.split(separator: "\n").filter { $0.hasPrefix("-") }
        #expect(files.allSatisfy { $0.contains("root/root") })
    }

    /// The files in which the user and the group are written down.
    private static func isAccount(_ change: String) -> Bool {
        ["~ /etc/passwd", "~ /etc/group", "~ /etc/shadow", "~ /etc/gshadow"].contains(change)
    }
}
