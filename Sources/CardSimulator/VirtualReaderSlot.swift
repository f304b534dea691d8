import Dispatch

/// The slot of one `VirtualReader`: holds a `VirtualCard` in it, takes it out, and misbehaves on request.
///
/// The card works on a thread of the slot's own queue, one command after the other.
public final class VirtualReaderSlot: Sendable {
    private let socketPath: String
    private let queue = DispatchQueue(label: "virtual card")
    private let state = SlotState()

    /// A slot of the reader that listens, or will listen, at this path (107 bytes at most).
    public init(socketPath: String) {
        self.socketPath = socketPath
    }

    deinit {
        remove()
    }

    /// Puts a card in. Blocks until the reader's socket accepts, at most two seconds; when this returns the reader can see
    /// the card, but pcscd may not have looked yet.
    public func insert(_ card: any VirtualCard) throws(SlotError) {
        guard state.session == nil else { throw .occupied }
        let session = SlotState.Session(socket: try FrameSocket.connect(to: socketPath))
        guard state.begin(session) else {
            session.socket.close()
            throw .occupied
        }
        session.socket.send(card.atr)
        queue.async { [state] in
            while let frame = session.socket.receive(), Self.handle(frame, card, session.socket, state) {}
            state.end(session)
        }
    }

    /// Takes the card out and returns once the socket is closed; an empty slot stays so. Ends a planned fault.
    /// Not to be called by the card itself.
    public func remove() {
        guard let session = state.session else {
            state.plan(nil)
            return
        }
        session.socket.shutdown()
        session.ended.wait()
    }

    /// From now on the card answers so many APDUs, then none until it is removed. The reader gives it up after 10 s.
    public func muteAfter(_ commands: Int) {
        state.plan(.mute(afterCommands: commands))
    }

    /// The card leaves instead of answering the `number`-th APDU from now on; 1 is the next.
    public func removeDuringCommand(_ number: Int) {
        state.plan(.removal(duringCommand: number))
    }

    /// One frame of the reader; false ends the card's stay.
    private static func handle(
        _ frame: [UInt8], _ card: any VirtualCard, _ socket: FrameSocket, _ state: SlotState
    ) -> Bool {
        switch frame.first {
        case UInt8(ascii: "P"):
            if let event = frame.dropFirst().first.flatMap(PowerEvent.init) { card.power(event) }
            return true
        case UInt8(ascii: "A"):
            switch state.reactToCommand() {
            case .answer: socket.send(card.transmit(Array(frame.dropFirst())))
            case .silence: break
            case .removal: return false
            }
            return true
        default:
            return false
        }
    }
}
