import SmartCard

/// What PC/SC says about one reader at one moment.
struct ReaderStatus: Equatable, Sendable {
    /// The reader.
    let reader: Reader
    /// `dwEventState`: flags in the low half, pcscd's event counter in the high half.
    ///
    /// The counter grows by one at each insertion and each removal, never on connection, reset or power; it starts at 0
    /// with the service, or with the reader, even if a card is already there.
    let state: UInt32
    /// Empty without a card that answers.
    let atr: ATR

    /// The reader is gone, or its driver cannot talk to it: `SCARD_STATE_UNKNOWN`, `SCARD_STATE_UNAVAILABLE`.
    var isUnavailable: Bool { state & 0x000C != 0 }
    /// There is no such reader any more: `SCARD_STATE_UNKNOWN`.
    var isGone: Bool { state & 0x0004 != 0 }
    /// Something is in the reader: `SCARD_STATE_PRESENT`.
    var hasCard: Bool { state & 0x0020 != 0 }
    /// A program has the reader for itself: `SCARD_STATE_EXCLUSIVE`.
    var isExclusive: Bool { state & 0x0080 != 0 }
    /// What is in the reader does not answer: `SCARD_STATE_MUTE`, or no ATR.
    var isMute: Bool { state & 0x0200 != 0 || atr.bytes.isEmpty }
    /// Some program is connected to it: `SCARD_STATE_EXCLUSIVE`, `SCARD_STATE_INUSE`.
    var isInUse: Bool { state & 0x0180 != 0 }
    /// The event counter.
    var counter: UInt16 { UInt16(truncatingIfNeeded: state >> 16) }

    /// The card in the reader, unless there is none or it is mute.
    var insertion: CardInsertion? {
        guard !isUnavailable, hasCard, !isMute else { return nil }
        return CardInsertion(reader: reader, counter: counter, atr: atr)
    }
}
