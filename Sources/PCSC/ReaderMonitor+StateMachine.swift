import SmartCard

extension ReaderMonitor {
    /// What the monitor decides, without any call: facts in, events out.
    struct StateMachine: Sendable {
        private enum Content: Equatable {
            case unknown
            /// Listed, but pcscd cannot use it; it was said to be removed.
            case unavailable
            case empty
            case mute(counter: UInt16)
            case card(CardInsertion)

            var isOccupied: Bool { self != .unknown && self != .unavailable && self != .empty }
        }

        private struct Slot {
            var state: UInt32 = 0
            var content = Content.unknown
        }

        private var isServiceAvailable: Bool?
        private var slots: [Reader: Slot] = [:]

        /// The readers in order, each with the state to compare with; 0 where nothing is known yet.
        var watched: [ReaderStates.Entry] {
            slots.keys.sorted().map { ReaderStates.Entry(reader: $0, known: slots[$0]?.state ?? 0) }
        }

        /// The readers that were said to be there.
        private var present: [Reader] {
            slots.filter { $0.value.content != .unavailable }.keys.sorted()
        }

        /// A context was established.
        mutating func serviceFound() -> [ReaderEvent] {
            defer { isServiceAvailable = true }
            return isServiceAvailable == true ? [] : [.serviceAvailable]
        }

        /// The service does not answer: every reader is gone. Said once.
        mutating func serviceLost(_ code: ResultCode) -> [ReaderEvent] {
            defer {
                isServiceAvailable = false
                slots = [:]
            }
            guard isServiceAvailable != false else { return [] }
            return present.map { .readerRemoved($0) } + [.serviceUnavailable(code: code.rawValue)]
        }

        /// The list of readers was read.
        mutating func readersListed(_ readers: [Reader]) -> [ReaderEvent] {
            let gone = present.filter { !readers.contains($0) }
            let added = readers.filter { slots[$0] == nil }
            slots = slots.filter { readers.contains($0.key) }
            for reader in added { slots[reader] = Slot() }
            return gone.map { .readerRemoved($0) } + added.map { .readerAdded($0) }
        }

        /// The status of readers was read; those that are not known are ignored.
        mutating func statesChanged(_ statuses: [ReaderStatus]) -> [ReaderEvent] {
            statuses.flatMap { changed($0) }
        }

        private mutating func changed(_ status: ReaderStatus) -> [ReaderEvent] {
            guard let old = slots[status.reader]?.content else { return [] }
            let new = Self.content(status)
            slots[status.reader] = Slot(state: status.state, content: new)
            guard old != new else { return [] }
            if new == .unavailable { return [.readerRemoved(status.reader)] }
            let back: [ReaderEvent] = old == .unavailable ? [.readerAdded(status.reader)] : []
            return back + Self.removal(from: old, to: new, in: status.reader) + Self.arrival(new, in: status.reader)
        }

        /// A mute card that answers at last is still the same card: nothing left.
        private static func removal(from old: Content, to new: Content, in reader: Reader) -> [ReaderEvent] {
            if case .mute(let counter) = old, case .card(let card) = new, card.counter == counter { return [] }
            return old.isOccupied ? [.cardRemoved(reader)] : []
        }

        private static func arrival(_ content: Content, in reader: Reader) -> [ReaderEvent] {
            switch content {
            case .unknown, .unavailable, .empty: []
            case .mute: [.cardMute(reader)]
            case .card(let card): [.cardInserted(card)]
            }
        }

        private static func content(_ status: ReaderStatus) -> Content {
            guard !status.isUnavailable else { return .unavailable }
            guard status.hasCard else { return .empty }
            return status.insertion.map { .card($0) } ?? .mute(counter: status.counter)
        }
    }
}
