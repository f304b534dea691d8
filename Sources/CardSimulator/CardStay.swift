/// One stay of a card in a slot: reacts to the reader's frames (`VirtualReader.h` describes them).
struct CardStay {
    let card: any VirtualCard
    let socket: FrameSocket
    let state: SlotState

    /// How often the pad looks whether somebody came.
    private static let glance = 10

    /// One frame; false ends the stay.
    func handle(_ frame: [UInt8]) -> Bool {
        let content = Array(frame.dropFirst())
        switch frame.first {
        case UInt8(ascii: "P"):
            if let event = content.first.flatMap(PowerEvent.init) { card.power(event) }
            return true
        case UInt8(ascii: "A"): return deliver(content)
        case UInt8(ascii: "V"): return askForCodes(PINPadRequest(verify: content))
        case UInt8(ascii: "M"): return askForCodes(PINPadRequest(modify: content))
        default: return false
        }
    }

    private func deliver(_ command: [UInt8]) -> Bool {
        switch state.react(to: command) {
        case .answer: socket.send(card.transmit(command))
        case .silence: break
        case .removal: return false
        case .reset:
            card.power(.reset)
            socket.send([])
        }
        return true
    }

    private func askForCodes(_ request: PINPadRequest?) -> Bool {
        switch PINPad.ask(request, waitForPerson) {
        case nil: return false
        case .command(let command): return deliver(command)
        case .refused(let status):
            socket.send(Status.bytes(status))
            return true
        }
    }

    /// The next entry, as soon as somebody makes one; `timeout` when nobody does, nil when the card leaves.
    private func waitForPerson(_ seconds: Int) -> PadEntry? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var entry = state.nextPadEntry()
        while entry == nil || entry == .nobody, ContinuousClock.now < deadline {
            if socket.isEnded(within: Self.glance) { return nil }
            if entry == nil { entry = state.nextPadEntry() }
        }
        return entry ?? .timeout
    }
}
