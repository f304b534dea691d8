import Cryptography
import Synchronization

/// The clients, kept in one file of the state directory; tokens are stored hashed only. What another agent on the same state
/// directory adds or removes holds here at the next look.
public final class ClientRegistry: Sendable {
    /// The clients by the hash of their token, as the file with this stamp has them.
    private struct Contents {
        var known: [String: Client]
        var stamp: ClientFile.Stamp?
    }

    private let file: ClientFile
    private let contents: Mutex<Contents>

    /// Reads the file if there is one. Throws `storage.failed` when it exists and cannot be read or understood.
    public init(stateDirectory: String) throws(AgentError) {
        let file = ClientFile(path: stateDirectory + "/clients.json")
        self.file = file
        let stamp = file.stamp
        contents = Mutex(Contents(known: Self.index(try file.read()), stamp: stamp))
    }

    /// The client whose token this is; nil for a token that is unknown, was revoked, or has ended. The first use of a day is
    /// written down.
    public func client(token: String) -> Client? { client(token: token, at: Clock.now()) }

    func client(token: String, at now: Int64) -> Client? {
        guard let client = current[Self.hash(token)], !client.isOver(at: now) else { return nil }
        if client.isFirstUse(at: now) { noteUse(of: client, at: now) }
        return client
    }

    /// Whether a client that was recognised earlier still is one: a request that waited must not outlive its token.
    public func knows(_ client: Client) -> Bool { knows(client, at: Clock.now()) }

    func knows(_ client: Client, at now: Int64) -> Bool {
        current[client.tokenHash].map { !$0.isOver(at: now) } ?? false
    }

    /// Whether a client is bound to exactly this origin, its token ended or not: a page must be able to read that it has.
    public func allows(origin: String) -> Bool {
        current.values.contains { $0.binding == .origin(origin) }
    }

    /// The clients, oldest first.
    public var all: [Client] { Self.sorted(current) }

    /// Creates a client, stores it, and returns it with its token, which is told this once. `days` after now the token ends;
    /// nil: never.
    public func add(
        name: String, binding: Client.Binding, scopes: [Scope], days: Int? = nil
    ) throws(AgentError) -> (client: Client, token: String) {
        try add(name: name, binding: binding, scopes: scopes, days: days, at: Clock.now())
    }

    func add(
        name: String, binding: Client.Binding, scopes: [Scope], days: Int? = nil, at now: Int64
    ) throws(AgentError) -> (client: Client, token: String) {
        let token = try RandomText.token()
        return try change { known throws(AgentError) in
            var id = try RandomText.clientId()
            while known.values.contains(where: { $0.id == id }) { id = try RandomText.clientId() }
            let client = Client(
                id: id, name: name, binding: binding, scopes: Set(scopes).sorted(), tokenHash: Self.hash(token),
                createdAt: now, expiresAt: days.map { now + Int64($0) * Client.day })
            known[client.tokenHash] = client
            return (client, token)
        }
    }

    /// Revokes the client of this id at once, and returns it. Throws `request.notFound` when there is none.
    public func remove(id: String) throws(AgentError) -> Client {
        try change { known throws(AgentError) in
            guard let client = known.values.first(where: { $0.id == id }) else {
                throw AgentError(.requestNotFound, detail: "Aucun client ne porte cet identifiant.")
            }
            known[client.tokenHash] = nil
            return client
        }
    }

    /// A day of use that cannot be stored is known until the agent ends, and not tried again at every request.
    private func noteUse(of client: Client, at now: Int64) {
        do throws(AgentError) {
            try change { known throws(AgentError) in known[client.tokenHash]?.lastUsedAt = now }
        } catch {
            contents.withLock { $0.known[client.tokenHash]?.lastUsedAt = now }
        }
    }

    /// The clients as the file has them; a file that was damaged meanwhile changes nothing.
    private var current: [String: Client] {
        contents.withLock { contents in
            let stamp = file.stamp
            if stamp != contents.stamp {
                contents.stamp = stamp
                if let read = try? file.read() { contents.known = Self.index(read) }
            }
            return contents.known
        }
    }

    /// Changes what the file says, which another agent may have changed.
    private func change<R: Sendable>(
        _ body: (inout [String: Client]) throws(AgentError) -> R
    ) throws(AgentError) -> R {
        try contents.withLock { contents throws(AgentError) in
            try file.exclusively { () throws(AgentError) in
                var next = Self.index(try file.read())
                let result = try body(&next)
                try file.write(Self.sorted(next))
                contents = Contents(known: next, stamp: file.stamp)
                return result
            }
        }
    }

    private static func index(_ clients: [Client]) -> [String: Client] {
        Dictionary(clients.map { ($0.tokenHash, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func sorted(_ clients: [String: Client]) -> [Client] {
        clients.values.sorted { ($0.createdAt, $0.tokenHash) < ($1.createdAt, $1.tokenHash) }
    }

    private static func hash(_ token: String) -> String {
        Hexadecimal.encode(Digest.sha256(Array(token.utf8)))
    }
}
