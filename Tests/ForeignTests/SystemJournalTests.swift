import CardSimulator
import Foundation
import Testing
import ToolKit

/// The real systemd-journald takes what the real agent logs, and journalctl finds it by its fields.
@Suite("The journal", .serialized, .enabled(if: ForeignTools.isAsked, "run by .ci/run with INSI_FOREIGN=1"))
struct SystemJournalTests {
    /// journald in a `/run` of its own; the agent's standard error leads to it as under systemd.
    private static let script = #"""
        set -e
        mount -t tmpfs tmpfs /run
        mkdir -p /run/systemd/journal /run/log/journal
        mount -t tmpfs tmpfs /etc/systemd
        printf '[Journal]\nStorage=volatile\nReadKMsg=no\nRateLimitIntervalSec=0\n' > /etc/systemd/journald.conf
        /lib/systemd/systemd-journald 2>/dev/null &
        journald=$!
        trap 'kill $journald' EXIT
        wait_for() { for turn in $(seq 200); do "$@" && return; sleep 0.05; done; echo "in vain: $*"; exit 1; }
        journal() { journalctl -q --sync && journalctl -q -D /run/log/journal -o json "$@" | grep INSI_EVENT; }
        wait_for test -S /run/systemd/journal/socket
        # systemd sets the variable for its services; systemd-cat of Debian 12 does not.
        systemd-cat sh -c 'JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) exec "$@"' sh "$1" serve --config "$2" &
        agent=$!
        wait_for journal INSI_EVENT=agent.listening
        id=$(curl -s -o /dev/null -D - --unix-socket "$3" -X PUT http://localhost/v1/state | tr -d '\r' | sed -n 's/^X-Request-Id: //p')
        wait_for journal INSI_REQUEST_ID=$id
        kill $agent
        wait_for journal MESSAGE_ID=4e3fbe49c42f431e9e1a2d28cdd1bd07
        journal INSI_EVENT=pcsc.unavailable PRIORITY=4
        "$1" serve --config /none 2>/dev/null && exit 1
        JOURNAL_STREAM=1:1 "$1" serve --config /none 2>&1 | grep -o agent.failed
        """#

    private struct Entry: Decodable {
        let MESSAGE: String
        let PRIORITY: String
        let SYSLOG_IDENTIFIER: String
        let INSI_EVENT: String
        var INSI_VERSION: String?
        var INSI_CODE: String?
        var CODE_LINE: String?
    }

    @Test("every event is there with its fields, from the start of the agent to its end", .enabled(if: getuid() == 0))
    func journal() async throws {
        let folder = try ScratchFolder()
        let anchors = try folder.write(TestAuthority().caPEM.utf8, to: "ca.pem")
        let socket = folder.path + "/agent.sock"
        let configuration = """
            [agent]
            Environment=sandbox
            StateDirectory=\(folder.path)/state
            [endpoint]
            Port=0
            Socket=\(socket)
            [insi]
            URL=https://127.0.0.1:1/
            TrustAnchors=\(anchors)
            IDAM=TESTSGIE0000
            """
        let file = try folder.write(configuration.utf8, to: "agent.conf")
        let outcome = try await Tool.run(
            "unshare", ["-m", "sh", "-c", Self.script, "sh", ForeignTools.products + "/insi-agent", file, socket],
            environment: ["PCSCLITE_CSOCK_NAME": folder.path + "/pcscd"], seconds: 60)
        #expect(outcome.status == 0, "\(outcome.output)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.last == "agent.failed")
        let entries = try lines.dropLast().map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
        #expect(
            entries.map(\.INSI_EVENT) == ["agent.listening", "request.refused", "agent.stopped", "pcsc.unavailable"],
            "\(outcome.output)")
        #expect(entries.allSatisfy { $0.SYSLOG_IDENTIFIER == "insi-agent" && $0.CODE_LINE.flatMap { Int($0) } != nil })
        #expect(entries.map(\.PRIORITY) == ["5", "6", "5", "4"])
        #expect(entries.first?.INSI_VERSION != nil && entries.dropFirst().first?.INSI_CODE == "request.method")
    }
}
