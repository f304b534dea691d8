import Dispatch
import Synchronization

/// What the slot's caller and its card thread share: the card now in it, and how it shall misbehave.
final class SlotState: Sendable {
    /// How the card reacts to an APDU.
    enum Reaction {
        case answer, silence, removal, reset
    }

    /// A misbehaviour to come; the numbers count down.
    enum Fault {
        case mute(afterCommands: Int)
        case removal(duringCommand: Int)
        case reset(duringCommand: Int)
    }

    /// One stay of a card in the reader.
    struct Session {
        let socket: FrameSocket
        let ended = DispatchGroup()
    }

    private struct Values {
        var session: Session?
        var fault: Fault?
        var commands = 0
        var pinPresentations = 0
        var padEntries: [PadEntry] = []
    }

    private let values = Mutex(Values())

    /// The card now in the reader.
    var session: Session? { values.withLock { $0.session } }

    /// APDUs seen since the slot was made.
    var commands: Int { values.withLock { $0.commands } }

    /// Those of them that present a PIN or PUK.
    var pinPresentations: Int { values.withLock { $0.pinPresentations } }

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
        values.withLock { values in
            values.session = nil
            values.fault = nil
        }
        session.ended.leave()
    }

    func plan(_ fault: Fault?) {
        values.withLock { $0.fault = fault }
    }

    func plan(_ entry: PadEntry) {
        values.withLock { $0.padEntries.append(entry) }
    }

    /// What the person at the pad does next, once.
    func nextPadEntry() -> PadEntry? {
        values.withLock { $0.padEntries.isEmpty ? nil : $0.padEntries.removeFirst() }
    }

    /// Counts one APDU and says what becomes of it.
    func react(to command: some Collection<UInt8>) -> Reaction {
        values.withLock { values in
            values.commands += 1
            if Self.presentsCode(command) { values.pinPresentations += 1 }
            switch values.fault {
            case nil:
                return .answer
            case .mute(let commands):
                guard commands > 0 else { return .silence }
                values.fault = .mute(afterCommands: commands - 1)
            case .removal(let number):
                guard number > 1 else { return .removal }
                values.fault = .removal(duringCommand: number - 1)
            case .reset(let number):
                values.fault = number > 1 ? .reset(duringCommand: number - 1) : nil
                guard number > 1 else { return .reset }
            }
            return .answer
        }
    }

    /// VERIFY, CHANGE REFERENCE DATA or RESET RETRY COUNTER with a data field, in any class.
    private static func presentsCode(_ command: some Collection<UInt8>) -> Bool {
        guard command.count > 5, let instruction = command.dropFirst().first else { return false }
        return [0x20, 0x24, 0x2C].contains(instruction)
    }
}
