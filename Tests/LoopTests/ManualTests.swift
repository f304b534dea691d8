import Foundation
import Testing

/// The manual pages of the package against the program that they describe.
@Suite("The manual")
struct ManualTests {
    /// One command of the program, as it describes itself.
    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                let kind: String
                let name: String
            }
            let names: [Name]?
            let shouldDisplay: Bool
        }
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Command]?
    }

    private struct Dump: Decodable {
        let command: Command
    }

    private static let manual = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "systemd/man")

    /// A page as text, with the signs of the typesetter read.
    private static func page(_ name: String) throws -> String {
        try String(contentsOf: manual.appending(path: name), encoding: .utf8)
            .replacing("\\-", with: "-").replacing("\"", with: "")
    }

    @Test("every verb and every option of the program is in its pages, and no other verb")
    func verbs() async throws {
        let output = try await Program.run("insi-agent", ["--experimental-dump-help"])
        let command = try JSONDecoder().decode(Dump.self, from: Data(output.lines.joined(separator: "\n").utf8)).command
        let pages = try Self.page("insi-agent.1") + Self.page("insi-agent.8")
        let leaves = Self.leaves(of: command)
        #expect(leaves.count > 15)
        for (verb, options) in leaves {
            #expect(pages.contains(verb), "the verb \(verb) is in no page")
            for option in options { #expect(pages.contains(option), "\(verb) \(option) is in no page") }
        }
        let told = try Self.toldVerbs()
        #expect(told.count > 10)
        for tag in told { #expect(leaves.contains { tag.hasPrefix($0.0) }, "\(tag) is no verb") }
    }

    /// What the sections of verbs put in bold as the name of a verb.
    private static func toldVerbs() throws -> [String] {
        try ["insi-agent.1", "insi-agent.8"].flatMap { name in
            let section = try page(name).components(separatedBy: ".SH VERBES\n").last?.components(separatedBy: ".SH ")
                .first
            return (section ?? "").components(separatedBy: ".TP\n").dropFirst().map { entry in
                entry.split(separator: "\n").first.map { String($0.drop { $0 != " " }.dropFirst()) } ?? ""
            }
        }
    }

    /// The verbs that do something, by their words, with their long options.
    private static func leaves(of command: Command, after words: [String] = []) -> [(String, [String])] {
        let children = (command.subcommands ?? []).filter { $0.commandName != "help" }
        guard children.isEmpty else {
            return children.flatMap { leaves(of: $0, after: words + [$0.commandName]) }
        }
        let options = (command.arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }
            .filter { $0.kind == "long" }.map { "--" + $0.name }
        return [(words.joined(separator: " "), options)]
    }
}
