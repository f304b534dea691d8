import Foundation
import Testing
import ToolKit

/// The rule file as udev itself takes it, on devices of umockdev. `udevadm test` ends with 0 even on faults: its words judge.
@Suite("The udev rules", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct UdevRulesTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "udev/93-insi-agent.rules")

    /// What udev said and gave, and what stands in power/control afterwards.
    private struct Verdict {
        let lines: [Substring]

        init(_ output: String) {
            lines = output.split(separator: "\n")
        }

        /// What udev says of our file beside that it reads it and writes an attribute.
        var faults: [Substring] {
            lines.filter {
                $0.contains("93-insi-agent.rules") && !$0.hasPrefix("Reading rules file") && !$0.contains("ATTR '")
            }
        }

        func property(_ name: String) -> Substring? {
            lines.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
        }

        var isWanted: Bool {
            property("SYSTEMD_WANTS")?.split(separator: " ").contains("insi-agent.service") == true
                && property("CURRENT_TAGS")?.contains(":systemd:") == true
        }

        /// The last word on power/control; umockdev's file keeps the rest of a longer one that stood there.
        var control: Substring? {
            let written = lines.last { $0.contains("power/control' writing") }?.split(separator: "'").last
            return property("control").flatMap { control in written.flatMap { control.hasPrefix($0) ? $0 : nil } }
        }
    }

    private static func judge(
        _ device: String, rules: String? = nil, action: String = "add"
    ) async throws -> Verdict {
        let folder = try ScratchFolder()
        let text = try rules ?? String(contentsOf: file, encoding: .utf8)
        _ = try folder.write(text.utf8, to: "93-insi-agent.rules")
        let python = USBBench.devices + "\nprint(HUB + \(device), end='')\n"
        let devices = try await Tool.run("python3", ["-c", python])
        let path = try folder.write(devices.output.utf8, to: "devices.umockdev")
        // udev has a folder of its own in /run, with our file in it.
        let command = """
            mkdir -p /run/udev && mount -t tmpfs tmpfs /run/udev && mkdir /run/udev/rules.d || exit 1
            cp "$0/93-insi-agent.rules" /run/udev/rules.d/ || exit 1
            exec umockdev-run -d "$1" -- sh -c 'd=/devices/pci0000:00/0000:00:14.0/usb1/1-1; \
            udevadm test --action="$0" $d 2>&1; printf "control=%s\\n" "$(cat /sys$d/power/control)"' "$2"
            """
        let outcome = try await Tool.run("unshare", ["-m", "sh", "-c", command, folder.path, path, action])
        #expect(outcome.status == 0, "\(outcome.output)")
        return Verdict(outcome.output)
    }

    @Test("A known reader starts the service and is never suspended, after libccid's own rule has let it be")
    func known() async throws {
        let verdict = try await Self.judge("reader(1, 5)")
        #expect(verdict.faults.isEmpty, "\(verdict.faults)")
        #expect(verdict.lines.contains { $0.contains("92-libccid.rules:") && $0.hasSuffix("writing 'auto'") })
        #expect(verdict.isWanted, "\(verdict.lines)")
        #expect(verdict.property("INSI_AGENT_READER") == "known")
        #expect(verdict.control == "on")
    }

    @Test("Any CCID reader starts the service, and is suspended as libccid says; a mouse does neither")
    func others() async throws {
        let unknown = try await Self.judge("reader(1, 5, vendor=0xf055, product=0x1234)")
        #expect(unknown.isWanted)
        #expect(unknown.property("INSI_AGENT_READER") == "ccid")
        #expect(unknown.control == "auto")
        let mouse = try await Self.judge("reader(1, 5, vendor=0x046d, product=0xc077, cls=3)")
        #expect(!mouse.isWanted)
        #expect(mouse.control == nil)
    }

    @Test("A terminal without PC/SC starts the service too, at every event but its removal")
    func terminal() async throws {
        let device = "reader(1, 5, vendor=0x0b00, product=0x0090, cls=0xff)"
        for action in ["add", "bind", "change"] { #expect(try await Self.judge(device, action: action).isWanted) }
        #expect(try await !Self.judge(device, action: "remove").isWanted)
    }

    @Test(
        "A planted fault does not pass", arguments: ["SUBSYSTEM==\"usb\", BADKEY=\"x\"\n", "SUBSYSTEM==\"usb\" TAG\n"])
    func planted(_ fault: String) async throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(try await !Self.judge("reader(1, 5)", rules: text + fault).faults.isEmpty)
    }
}
