import Foundation
import SmartCard
import Testing

/// The rule file of the package, held to the table. What udev makes of it is judged in the foreign tests.
@Suite struct UdevRuleTests {
    private static func lines() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "udev/93-insi-agent.rules"), encoding: .utf8)
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    }

    @Test("The rule names the models of the table, all of them and no other")
    func models() throws {
        let named = try Self.lines().flatMap { line -> [USBIdentifier] in
            guard let match = line.firstMatch(of: /^ATTR\{idVendor\}=="(\w{4})", ATTR\{idProduct\}=="([\w|]+)"/),
                let vendor = UInt16(match.1, radix: 16)
            else { return [] }
            return match.2.split(separator: "|").compactMap { UInt16($0, radix: 16) }.map { USBIdentifier(vendor, $0) }
        }
        #expect(named.sorted() == KnownReaders.all.flatMap(\.identifiers).sorted())
    }

    @Test("The rule gives nobody access to a device and runs no program")
    func access() throws {
        for line in try Self.lines() {
            for word in ["MODE", "GROUP", "OWNER", "uaccess", "RUN", "PROGRAM", "IMPORT"] {
                #expect(!line.contains(word), "\(line)")
            }
        }
    }
}
