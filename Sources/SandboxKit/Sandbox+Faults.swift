import CardSimulator

/// What goes wrong at the desk.
extension Sandbox {
    /// A fault of one reader; a count starts with the next command to the card, also of a card that comes later.
    public enum Fault: Equatable, Sendable {
        /// The card leaves instead of answering the N-th command.
        case removed(at: Int)
        /// The card answers no more, until it is taken out.
        case silent
        /// At the N-th command the card loses its state, and the exchange fails.
        case reset(at: Int)
        /// Another program has the reader for itself while the agent looks N times.
        case sharing(Int)
        /// Another program keeps a transaction open for N seconds.
        case held(seconds: Int)
        /// Another program resets the card, now.
        case resetByOther

        /// Reads the words of the script command, e.g. `removed-at 3`; nil for anything else.
        public init?(_ words: [String]) {
            let count = words.count == 2 ? Int(words[1]).flatMap { (1...1000).contains($0) ? $0 : nil } : nil
            switch (words.first, words.count, count) {
            case ("removed-at", 2, let number?): self = .removed(at: number)
            case ("silent", 1, _): self = .silent
            case ("reset-at", 2, let number?): self = .reset(at: number)
            case ("sharing", 2, let number?): self = .sharing(number)
            case ("held", 2, let number?): self = .held(seconds: number)
            case ("reset-by-other", 1, _): self = .resetByOther
            default: return nil
            }
        }
    }

    /// The agent looks again at a reader in use every 300 ms.
    private static let lookInterval = Duration.milliseconds(300)

    /// Makes a fault happen. When a card is in the reader, another program has it once this returns; otherwise it waits for
    /// one.
    public func cause(_ fault: Fault, at slot: DeskSlot) async throws(SandboxError) {
        let reader = self.slot(slot)
        switch fault {
        case .removed(let number): reader.removeDuringCommand(number)
        case .silent: reader.muteAfter(0)
        case .reset(let number): reader.resetDuringCommand(number)
        case .sharing(let looks): try await rival(.exclusive, slot, for: Self.lookInterval * looks)
        case .held(let seconds): try await rival(.transaction, slot, for: .seconds(seconds))
        case .resetByOther: try await rival(.reset, slot, for: .zero)
        }
    }

    /// Ends the other programs that still have a card.
    public func endRivals() async {
        await Blocking.do { [rivals] in rivals.stop() }
    }

    private func rival(_ deed: Rivals.Deed, _ slot: DeskSlot, for time: Duration) async throws(SandboxError) {
        let before = rivals.held
        let process = try rivals.start(deed, on: slot.readerName, for: time)
        guard self.slot(slot).isOccupied else { return }
        try await rivals.waitUntilHeld(process, times: before + 1)
    }
}
