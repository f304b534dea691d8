import AgentCore
import NIOCore
import Synchronization

/// The documents of the newest state, each written once for all who may see the same.
final class StateDocuments: Sendable {
    /// How a state is written.
    enum Format: String, CaseIterable, Sendable {
        /// One JSON object on one line.
        case json
        /// One `key=value` line per value.
        case flat

        /// The media type.
        var contentType: String {
            switch self {
            case .json: "application/json"
            case .flat: "text/plain; charset=utf-8"
            }
        }
    }

    private struct Key: Hashable {
        let revision: UInt64
        let scopes: Set<Scope>
        let format: Format
    }

    /// What does not change while the agent runs.
    let agent: AgentDescription
    private let store: StateStore
    private let cache = Mutex<[Key: ByteBuffer]>([:])

    /// Documents of the states of a store, which go with their state: a patient who left is not kept in memory.
    init(agent: AgentDescription, store: StateStore) {
        self.agent = agent
        self.store = store
        store.whenChanged { [weak self] in self?.cache.withLock { $0.removeAll() } }
    }

    /// How many documents are kept.
    var count: Int { cache.withLock { $0.count } }

    /// The tag of a state for these rights.
    func tag(_ snapshot: StateStore.Snapshot, _ scopes: Set<Scope>) -> EntityTag {
        EntityTag(instance: agent.instance, revision: snapshot.revision, scopes: scopes)
    }

    /// A state for these rights, as UTF-8 text.
    func document(
        _ snapshot: StateStore.Snapshot, _ scopes: Set<Scope>, as format: Format = .json
    ) throws -> ByteBuffer {
        let key = Key(revision: snapshot.revision, scopes: scopes, format: format)
        if let known = cache.withLock({ $0[key] }) { return known }
        let json = StateDocument(snapshot: snapshot, agent: agent, scopes: scopes).json
        let buffer =
            switch format {
            case .json: ByteBuffer(bytes: try json.encoded())
            case .flat: ByteBuffer(string: FlatText(json).text)
            }
        cache.withLock { if store.current.revision == snapshot.revision { $0[key] = buffer } }
        return buffer
    }
}
