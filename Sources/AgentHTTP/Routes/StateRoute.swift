import AgentCore
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization

/// `GET /v1/state`: plain polling with an entity tag, or long-poll with `after` and `wait`.
final class StateRoute: Sendable {
    private let store: StateStore
    private let agent: AgentDescription
    private let cache = Mutex<[EntityTagKey: ByteBuffer]>([:])
    private static let longestWait = 60
    private static let usualWait = 25

    private struct EntityTagKey: Hashable {
        let revision: UInt64
        let scopes: Set<Scope>
    }

    init(store: StateStore, agent: AgentDescription) {
        self.store = store
        self.agent = agent
    }

    func handle(_ request: Request, _ context: AgentContext) async throws -> Response {
        let scopes = context.caller?.scopes ?? []
        let snapshot = try await snapshot(request, scopes)
        let tag = EntityTag(instance: agent.instance, revision: snapshot.revision, scopes: scopes)
        let headers: HTTPFields = [.eTag: tag.quoted, .contentType: "application/json"]
        let asked = request.headers[.ifNoneMatch].map { $0.split(separator: ",").compactMap { EntityTag(trim($0)) } }
        if asked?.contains(tag) == true { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: try body(snapshot, scopes)))
    }

    /// The newest state; with `after` of this instance and these rights, the next one within `wait` seconds.
    private func snapshot(_ request: Request, _ scopes: Set<Scope>) async throws -> StateStore.Snapshot {
        let current = store.current
        let seconds = try seconds(request)
        guard let after = request.uri.queryParameters["after"].flatMap({ EntityTag(String($0)) }),
            after == EntityTag(instance: agent.instance, revision: current.revision, scopes: scopes)
        else { return current }
        return try await cancelWhenGracefulShutdown { [store] in
            try await store.wait(after: current.revision, for: .seconds(seconds))
        }
    }

    /// How long the caller lets itself be kept waiting.
    private func seconds(_ request: Request) throws(AgentError) -> Int {
        guard let text = request.uri.queryParameters["wait"] else { return Self.usualWait }
        guard let seconds = Int(text), (0...Self.longestWait).contains(seconds) else {
            throw AgentError(.requestMalformed, detail: "wait : un nombre de 0 à \(Self.longestWait) est attendu.")
        }
        return seconds
    }

    private func body(_ snapshot: StateStore.Snapshot, _ scopes: Set<Scope>) throws -> ByteBuffer {
        let key = EntityTagKey(revision: snapshot.revision, scopes: scopes)
        if let known = cache.withLock({ $0[key] }) { return known }
        let document = StateDocument(snapshot: snapshot, agent: agent, scopes: scopes)
        let buffer = ByteBuffer(bytes: try document.json.encoded())
        cache.withLock { cache in
            cache = cache.filter { $0.key.revision == snapshot.revision }
            cache[key] = buffer
        }
        return buffer
    }

    private func trim(_ text: Substring) -> String { text.filter { $0 != " " } }
}
