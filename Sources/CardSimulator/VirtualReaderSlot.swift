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

    /// Whether a card is in it.
    public var isOccupied: Bool { state.session != nil }

    /// How many APDUs the slot has seen since it was made, those that met a fault or came from the PIN pad included.
    public var commandCount: Int { state.commands }

    /// How many of them present a PIN or PUK: VERIFY with data, CHANGE REFERENCE DATA, RESET RETRY COUNTER. Those that met
    /// a fault are included: what counts is that they were sent.
    public var pinPresentations: Int { state.pinPresentations }

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
            let stay = CardStay(card: card, socket: session.socket, state: state)
            while let frame = session.socket.receive(), stay.handle(frame) {}
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

    /// From now on the card answers so many APDUs, then none until it is removed. The reader gives it up after 20 s.
    public func muteAfter(_ commands: Int) {
        state.plan(.mute(afterCommands: commands))
    }

    /// The card leaves instead of answering the `number`-th APDU from now on; 1 is the next.
    public func removeDuringCommand(_ number: Int) {
        state.plan(.removal(duringCommand: number))
    }

    /// The card loses its power for a moment instead of answering the `number`-th APDU from now on, once: selection and
    /// security status are gone, the exchange fails on the wire (`SCARD_E_NOT_TRANSACTED`), and the card is still there.
    public func resetDuringCommand(_ number: Int) {
        state.plan(.reset(duringCommand: number))
    }

    /// What the person does when the reader's PIN pad asks next; each entry serves once, in order. While none is planned,
    /// nobody is at the pad: the reader waits for one until its time is over or the card leaves.
    public func padEntry(_ entry: PadEntry) {
        state.plan(entry)
    }
}
