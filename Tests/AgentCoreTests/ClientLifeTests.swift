import Foundation
import Testing
import ToolKit

@testable import AgentCore

@Suite("The life of a client") struct ClientLifeTests {
    private static let start: Int64 = 1_790_000_000
    private static let day: Int64 = 86_400
    /// What agents wrote before clients had ids, ends and days of use.
    private static let former = """
        [{"binding": {"origin": {"_0": "https://lgc.example"}}, "createdAt": 1750000000, "name": "Logiciel",
          "scopes": ["status"], "tokenHash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}]
        """
    /// The token of the former client.
    private static let formerToken = "test"
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func registry() throws -> ClientRegistry { try ClientRegistry(stateDirectory: folder.path) }

    private func add(_ registry: ClientRegistry, days: Int? = nil) throws -> (client: Client, token: String) {
        try registry.add(
            name: "Page", binding: .origin("https://a.example"), scopes: [.status], days: days, at: Self.start)
    }

    @Test("An id is short, its own, stored, and tells nothing of the token")
    func ids() throws {
        let registry = try registry()
        let added = try (0..<20).map { _ in try add(registry) }
        #expect(Set(added.map(\.client.id)).count == 20)
        for (client, token) in added {
            #expect(client.id.count == 8 && client.id.allSatisfy { $0.isHexDigit })
            #expect(!client.tokenHash.contains(client.id) && !token.contains(client.id))
        }
        #expect(Set(try self.registry().all.map(\.id)) == Set(added.map(\.client.id)))
    }

    @Test("A client of an older file keeps its token, its lists and one id, also once others were added")
    func former() throws {
        _ = try folder.write(Self.former.utf8, to: "clients.json")
        let first = try registry()
        let client = try #require(first.all.first)
        #expect(first.client(token: Self.formerToken, at: Self.start)?.name == "Logiciel")
        #expect(client.owner == "client:" + client.tokenHash, "its lists are found by this name")
        #expect(client.id.count == 8 && client.expiresAt == nil && client.lastUsedAt == nil)
        #expect(try registry().all.map(\.id) == [client.id])
        _ = try add(first)
        #expect(try registry().all.map(\.id).first == client.id)
        #expect(try registry().client(token: Self.formerToken, at: Self.start) != nil)
    }

    @Test("A token ends with its last day, and its page may still come to hear so")
    func expiry() throws {
        let registry = try registry()
        let (client, token) = try add(registry, days: 2)
        let end = Self.start + 2 * Self.day
        #expect(client.expiresAt == end)
        #expect(registry.client(token: token, at: end - 1)?.id == client.id)
        #expect(registry.knows(client, at: end - 1))
        #expect(registry.client(token: token, at: end) == nil)
        #expect(!registry.knows(client, at: end))
        #expect(registry.allows(origin: "https://a.example"))
        #expect(try self.registry().client(token: token, at: end) == nil, "the end is stored")
    }

    @Test("A removed client is unknown at once, and after a restart; the others stay")
    func removal() throws {
        let registry = try registry()
        let (client, token) = try add(registry)
        let (other, kept) = try registry.add(name: "Programme", binding: .user(1000), scopes: [.status])
        #expect(try registry.remove(id: client.id) == client)
        for registry in [registry, try self.registry()] {
            #expect(registry.client(token: token) == nil && !registry.knows(client))
            #expect(!registry.allows(origin: "https://a.example"))
            #expect(registry.client(token: kept)?.id == other.id)
        }
        let error = #expect(throws: AgentError.self) { try registry.remove(id: client.id) }
        #expect(error?.code == "request.notFound")
    }

    @Test("The first use of a day is written down, the others are not")
    func use() throws {
        let registry = try registry()
        let (client, token) = try add(registry)
        let file = ClientFile(path: folder.path + "/clients.json")
        #expect(registry.all.first?.lastUsedAt == nil)
        _ = registry.client(token: token, at: Self.start + 10)
        #expect(try self.registry().all.first?.lastUsedAt == Self.start + 10)
        let stamp = file.stamp
        let midnight = (Self.start / Self.day + 1) * Self.day
        for now in [Self.start + 11, Self.start + 500, midnight - 1] { _ = registry.client(token: token, at: now) }
        #expect(file.stamp == stamp)
        _ = registry.client(token: token, at: midnight)
        #expect(try self.registry().all.first?.lastUsedAt == midnight)
        #expect(try self.registry().all.map(\.id) == [client.id])
    }

    @Test("Two agents on one state directory lose nothing of each other's, and see a removal at once")
    func twoAgents() throws {
        let (one, other) = (try registry(), try registry())
        let (first, firstToken) = try add(one)
        let (second, secondToken) = try add(other)
        for registry in [one, other] {
            #expect(Set(registry.all.map(\.id)) == [first.id, second.id])
            #expect(registry.client(token: firstToken) != nil && registry.client(token: secondToken) != nil)
        }
        _ = try other.remove(id: first.id)
        #expect(one.client(token: firstToken) == nil)
        #expect(try registry().all.map(\.id) == [second.id])
    }

    @Test("A file that is damaged while the agent runs is left as it is, and nobody is lost or added")
    func damagedMeanwhile() throws {
        let registry = try registry()
        let (_, token) = try add(registry)
        _ = try folder.write("damaged".utf8, to: "clients.json")
        #expect(registry.client(token: token, at: Self.start) != nil)
        let error = #expect(throws: AgentError.self) { try add(registry) }
        #expect(error?.code == "storage.failed")
        #expect(try String(contentsOfFile: folder.path + "/clients.json", encoding: .utf8) == "damaged")
    }

    @Test("A name is one short line of what can be seen")
    func names() {
        for name in ["Logiciel de gestion", "É", "Accueil n° 2 (hôpital)", String(repeating: "a", count: 64)] {
            #expect(ClientName.isValid(name))
        }
        let invisible = ["", "  ", "a\nb", "a\u{0}", "a\u{202E}b", "a\u{200B}b", "\u{E000}", "a\u{2028}b"]
        for name in invisible + [String(repeating: "a", count: 65), "a" + String(repeating: "\u{301}", count: 80)] {
            #expect(!ClientName.isValid(name))
        }
    }

    @Test("Every right is said in French, each in its own words, and none that is ours alone can be granted")
    func texts() {
        #expect(Set(Scope.allCases.map(\.text)).count == Scope.allCases.count)
        #expect(Scope.allCases.allSatisfy { !$0.text.isEmpty && $0.text.first?.isLowercase == true })
        #expect(Set(Scope.grantable).isDisjoint(with: [.pin, .admin, .pairing]))
    }
}
