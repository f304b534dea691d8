import Cryptography
import FoundationEssentials
import Synchronization

/// The clients, kept in one file of the state directory with mode 0600; tokens are stored hashed only.
public final class ClientRegistry: Sendable {
    private let path: String
    private let clients: Mutex<[String: Client]>

    /// Reads the file if there is one. Throws `storage.failed` when it exists and cannot be read or understood: then no
    /// client is silently lost.
    public init(stateDirectory: String) throws(AgentError) {
        path = stateDirectory + "/clients.json"
        guard FileManager.default.fileExists(atPath: path) else {
            clients = Mutex([:])
            return
        }
        do {
            let stored = try JSONDecoder().decode([Client].self, from: Data(contentsOf: URL(filePath: path)))
            clients = Mutex(Dictionary(stored.map { ($0.tokenHash, $0) }, uniquingKeysWith: { first, _ in first }))
        } catch {
            throw AgentError(.storageFailed, underlying: "clients.json")
        }
    }

    /// The client whose token this is.
    public func client(token: String) -> Client? {
        let hash = Self.hash(token)
        return clients.withLock { $0[hash] }
    }

    /// Whether a client is bound to exactly this origin.
    public func allows(origin: String) -> Bool {
        clients.withLock { $0.values.contains { $0.binding == .origin(origin) } }
    }

    /// Creates a client, stores it, and returns its token, which is told this once.
    public func add(name: String, binding: Client.Binding, scopes: [Scope]) throws(AgentError) -> String {
        let token = try RandomText.token()
        let client = Client(
            name: name, binding: binding, scopes: Set(scopes).sorted(), tokenHash: Self.hash(token),
            createdAt: Clock.now())
        try clients.withLock { known throws(AgentError) in
            var next = known
            next[client.tokenHash] = client
            try store(next.values.sorted { ($0.createdAt, $0.tokenHash) < ($1.createdAt, $1.tokenHash) })
            known = next
        }
        return token
    }

    private func store(_ clients: [Client]) throws(AgentError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            try PrivateFile.write(encoder.encode(clients), to: path)
        } catch {
            throw AgentError(.storageFailed, underlying: "clients.json")
        }
    }

    private static func hash(_ token: String) -> String {
        Hexadecimal.encode(Digest.sha256(Array(token.utf8)))
    }
}
