import Cryptography
public import Logging
import Synchronization

/// Lets a page in by a code that a person carries from the agent to the page. The window, the code and who asks are in memory only;
/// the log tells origins, rights and outcomes, and no code, token or name.
public final class Pairing: Sendable {
    private let clients: ClientRegistry
    private let log: Logger
    private let window = Mutex(PairingWindow())

    /// A closed window in front of these clients.
    public init(clients: ClientRegistry, log: Logger) {
        self.clients = clients
        self.log = log
    }

    /// Opens the window, for one origin only when one is named. Throws `pairing.alreadyOpen`.
    public func open(onlyOrigin: String?) throws(AgentError) {
        guard window.withLock({ $0.open(onlyOrigin: onlyOrigin, at: .now) }) else {
            throw AgentError(.pairingAlreadyOpen)
        }
        log.tell(.pairingOpened, .origin(onlyOrigin))
    }

    /// Closes the window, whatever is asked in it.
    public func close() {
        window.withLock { $0.close(.closed, at: .now) }
        log.tell(.pairingClosed)
    }

    /// Whether row 3 lets an origin through that is not registered.
    public func admits(origin: String) -> Bool {
        window.withLock { $0.admits(origin: origin, at: .now) }
    }

    /// What the person at the agent may see, the code included.
    public var overview: PairingWindow.Overview {
        window.withLock { $0.overview(at: .now) }
    }

    /// A page asks; the pairing's number is for the page, its code for the person. Throws `pairing.closed`.
    public func ask(origin: String, name: String, scopes: [Scope]) throws(AgentError) -> String {
        let asking = PairingWindow.Asking(
            origin: origin, name: name, scopes: Set(scopes).sorted(), pairingId: try RandomText.pairingId(),
            code: try RandomText.pairingCode())
        guard window.withLock({ $0.ask(asking, at: .now) }) else { throw AgentError(.pairingClosed) }
        note(.pairingAsked, asking.origin, asking.scopes)
        return asking.pairingId
    }

    /// A page presents the code. With the right one it becomes a client, whose token is told this once. Throws
    /// `pairing.wrongCode`, `pairing.closed` or `storage.failed`.
    public func confirm(
        pairingId: String, code: String, origin: String
    ) throws(AgentError) -> (client: Client, token: String) {
        let presented = Array(code.utf8)
        // Until the client is stored nobody sees how the window ended.
        return try window.withLock { window throws(AgentError) in
            let verdict = window.present(pairingId: pairingId, origin: origin, at: .now) { right in
                ConstantTime.equals(presented, Array(right.utf8))
            }
            switch verdict {
            case .closed: throw AgentError(.pairingClosed)
            case .wrong(let left):
                log.tell(.pairingRefused, .origin(origin), .number(.triesLeft, left))
                throw AgentError(pairingTriesLeft: left)
            case .paired(let asking):
                do throws(AgentError) {
                    let added = try clients.add(name: asking.name, binding: .origin(origin), scopes: asking.scopes)
                    note(.paired, origin, asking.scopes)
                    return added
                } catch {
                    window.fail()
                    throw error
                }
            }
        }
    }

    private func note(_ event: AgentEvent, _ origin: String, _ scopes: [Scope]) {
        log.tell(event, .origin(origin), .scopes(scopes))
    }
}
