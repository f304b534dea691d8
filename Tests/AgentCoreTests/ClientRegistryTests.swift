import Foundation
import Testing

@testable import AgentCore

@Suite struct ClientRegistryTests {
    /// A folder of its own for each test.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clients-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test("A token finds its client, also after a restart; other tokens find nobody")
    func token() throws {
        try withFolder { folder in
            let registry = try ClientRegistry(stateDirectory: folder)
            let page = try registry.add(
                name: "Logiciel", binding: .origin("https://lgc.example"), scopes: [.insVitale, .status, .status]
            ).token
            let program = try registry.add(name: "Programme", binding: .user(1000), scopes: [.status]).token
            for registry in [registry, try ClientRegistry(stateDirectory: folder)] {
                let client = try #require(registry.client(token: page))
                #expect(client.name == "Logiciel")
                #expect(client.binding == .origin("https://lgc.example"))
                #expect(client.scopes == [.status, .insVitale])
                #expect(registry.client(token: program)?.binding == .user(1000))
                for other in ["", "0", page + "0", String(page.dropLast()), page.uppercased() + " "] {
                    #expect(registry.client(token: other) == nil)
                }
            }
        }
    }

    @Test("Only the exact origin is allowed")
    func origin() throws {
        try withFolder { folder in
            let registry = try ClientRegistry(stateDirectory: folder)
            _ = try registry.add(name: "Page", binding: .origin("https://lgc.example"), scopes: [.status])
            #expect(registry.allows(origin: "https://lgc.example"))
            for other in ["https://lgc.example/", "http://lgc.example", "https://LGC.example", "null", ""] {
                #expect(!registry.allows(origin: other))
            }
        }
    }

    @Test("Tokens are 256 bits, never twice the same, and stand nowhere in the file")
    func secrecy() throws {
        try withFolder { folder in
            let registry = try ClientRegistry(stateDirectory: folder)
            let tokens = try (0..<3).map {
                try registry.add(name: "c\($0)", binding: .user(0), scopes: [.status]).token
            }
            #expect(Set(tokens).count == 3)
            #expect(tokens.allSatisfy { $0.count == 64 })
            let text = try String(contentsOfFile: folder + "/clients.json", encoding: .utf8)
            #expect(text.contains("\"c2\""))
            for token in tokens { #expect(!text.contains(token)) }
        }
    }

    @Test("The file is for our user only, even where a readable draft was left behind")
    func mode() throws {
        try withFolder { folder in
            let draft = folder + "/clients.json.new"
            #expect(
                FileManager.default.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o666]))
            let registry = try ClientRegistry(stateDirectory: folder)
            _ = try registry.add(name: "Page", binding: .user(0), scopes: [.status])
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/clients.json")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            #expect(!FileManager.default.fileExists(atPath: draft))
        }
    }

    @Test("A damaged file is refused and left as it is", arguments: ["", "{", "[{}]", "null", "[{\"name\": 1}]"])
    func damaged(_ text: String) throws {
        try withFolder { folder in
            try text.write(toFile: folder + "/clients.json", atomically: false, encoding: .utf8)
            let error = #expect(throws: AgentError.self) { try ClientRegistry(stateDirectory: folder) }
            #expect(error?.code == "storage.failed")
            #expect(try String(contentsOfFile: folder + "/clients.json", encoding: .utf8) == text)
        }
    }

    @Test("Every beginning of the file, and the file with any byte changed, is read or refused")
    func mutations() throws {
        try withFolder { folder in
            _ = try ClientRegistry(stateDirectory: folder)
                .add(name: "Page", binding: .origin("https://lgc.example"), scopes: Scope.grantable)
            let path = folder + "/clients.json"
            let whole = try Array(Data(contentsOf: URL(filePath: path)))
            for index in whole.indices {
                for damaged in [Array(whole[..<index]), Mutation.changed(whole, at: index)] {
                    try Data(damaged).write(to: URL(filePath: path))
                    do throws(AgentError) {
                        _ = try ClientRegistry(stateDirectory: folder)
                        #expect(damaged.count == whole.count)
                    } catch {
                        #expect(error.code == "storage.failed")
                    }
                }
            }
        }
    }

    @Test("A folder that cannot be written fails the addition, and nobody is added")
    func unwritable() throws {
        let registry = try ClientRegistry(stateDirectory: "/nonexistent-folder")
        let error = #expect(throws: AgentError.self) {
            try registry.add(name: "Page", binding: .origin("https://lgc.example"), scopes: [.status])
        }
        #expect(error?.code == "storage.failed")
        #expect(!registry.allows(origin: "https://lgc.example"))
    }
}
