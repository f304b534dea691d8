import Foundation
import Testing

@testable import AgentCore

/// What is printed of a configuration is a configuration.
@Suite struct ConfigurationShownTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(
        "What is shown is read again as it was",
        arguments: [
            "", ConfigurationFileTests.example, "[insi]\nIDAM=#=[é\n[billing]\n899700000001=a  01\n",
            "[endpoint]\nSocketUsers=  7   8\n[agent]\nAutomatic=YES\n",
        ])
    func again(_ text: String) throws {
        let reading = ConfigurationReading(text)
        #expect(reading.faults == [])
        let shown = reading.text(credentials: [])
        #expect(try ConfigurationReading.read(shown) == reading.configuration)
        for key in ConfigurationKey.all { #expect(shown.contains("\n\(key.name)=")) }
    }

    @Test("Every key is shown with its origin, and what follows from others where it has no value")
    func origins() {
        let shown = ConfigurationReading("[insi]\n\nIDAM=X\n[billing]\n899700000001=a").text(credentials: [.sealKey])
        for lines in [
            "# identifiant du gestionnaire de services : seal.key\n", "\n# f, ligne 3\nIDAM=X\n",
            "\n# défaut\nPort=14674\n", "\n# f, ligne 5\n899700000001=a\n",
            "\n# défaut ; en vigueur : required\nVitaleAssertion=\n",
            "\n# défaut ; en vigueur : https://services-ps.ameli.fr", "\n# défaut\nProxy=\n",
        ] {
            #expect(shown.contains(lines), "\(lines)")
        }
    }

    @Test("The commented file changes nothing, as it is and with every default uncommented")
    func example() throws {
        let text = ConfigurationExample.text
        #expect(try ConfigurationReading.read(text) == Configuration())
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }
        let reading = ConfigurationReading(lines.joined(separator: "\n"))
        #expect(reading.faults == [])
        #expect(reading.configuration == Configuration())
        for key in ConfigurationKey.all {
            let line = "\n#\(key.name)=\(key.defaultText ?? "")\n"
            #expect(text.components(separatedBy: line).count == 2, "\(key.name)")
            #expect(text.contains(key.expected.prefix(30)), "\(key.name)")
            #expect(key.meaning.hasSuffix("."), "\(key.name)")
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("An example of a value is one", arguments: ConfigurationKey.all.filter { $0.example != nil }.map(\.name))
    func values(_ name: String) throws {
        let key = try #require(ConfigurationKey.all.first { $0.name == name })
        let text = "[\(key.section)]\n\(name)=\(key.example ?? "")"
        #expect(key.text(name, try ConfigurationReading.read(text)) == key.example)
    }

    @Test("A key without a default has an example")
    func examples() {
        for key in ConfigurationKey.all where key.defaultText == nil && !["SocketUsers", "IDAM"].contains(key.name) {
            #expect(key.example != nil, "\(key.name)")
        }
    }

    @Test("The file that is installed is what the command prints")
    func installed() throws {
        let file = Self.root.appending(path: "systemd/insi-agent.conf")
        #expect(try String(contentsOf: file, encoding: .utf8) == ConfigurationExample.text)
    }

    @Test("Every beginning of the commented file, and the file with bytes changed, is read or refused")
    func damaged() {
        let bytes = Array(ConfigurationExample.text.utf8)
        for count in stride(from: 0, to: bytes.count, by: 37) { read(Array(bytes[..<count])) }
        for index in stride(from: 0, to: bytes.count, by: 41) { read(Mutation.changed(bytes, at: index)) }
    }

    private func read(_ bytes: [UInt8]) {
        var reading = ConfigurationReading()
        reading.read(bytes, from: "f")
        #expect(reading.faults.allSatisfy { $0.place?.file == "f" && !$0.message.isEmpty })
    }
}
