import Dispatch
import Synchronization

/// What the slot's caller and its card thread share: the card now in it, and how it shall misbehave.
final class SlotState: Sendable {
    /// How the card reacts to an APDU.
    enum Reaction {
        case answer, silence, removal
    }

    /// A misbehaviour to come; the numbers count down.
    enum Fault {
        case mute(afterCommands: Int)
        case removal(duringCommand: Int)
    }

    /// One stay of a card in the reader.
    struct Session {
        let socket: FrameSocket
        let ended = DispatchGroup()
    }

    private struct Values {
        var session: Session?
        var fault: Fault?
    }

    private let values = Mutex(Values())

    /// The card now in the reader.
    var session: Session? { values.withLock { $0.session } }

    /// False when another session is running.
    func begin(_ session: Session) -> Bool {
        values.withLock { values in
            guard values.session == nil else { return false }
            values.session = session
            session.ended.enter()
            return true
        }
    }

    /// Closes the socket, then says so.
    func end(_ session: Session) {
        session.socket.close()
        values.withLock { $0 = Values() }
        session.ended.leave()
    }

    func plan(_ fault: Fault?) {
        values.withLock { $0.fault = fault }
    }

    /// Counts one APDU and says what becomes of it.
    func reactToCommand() -> Reaction {
        values.withLock { values in
            switch values.fault {
            case nil:
                return .answer
            case .mute(let commands):
                guard commands > 0 else { return .silence }
                values.fault = .mute(afterCommands: commands - 1)
                return .answer
            case .removal(let number):
                guard number > 1 else { return .removal }
                values.fault = .removal(duringCommand: number - 1)
                return .answer
            }
        }
    }
}
