import SmartCard

extension CardError {
    /// The only place where a PC/SC code gets its meaning (vitale.md 7.4, platform.md 1 and 2).
    ///
    /// An unpowered card has lost its state, as a reset one has. An invalid handle is what is left of a handle after the
    /// service died.
    init(_ error: PCSCError) {
        let raw = error.code.rawValue
        self =
            switch error.code {
            case .noService, .serviceStopped, .communicationError, .invalidHandle: .serviceUnavailable(code: raw)
            case .unknownReader, .readerUnavailable, .noReadersAvailable: .noReader
            case .noSmartcard, .removedCard: .cardRemoved
            case .unresponsiveCard: .cardMute
            case .resetCard, .unpoweredCard: .cardReset
            case .sharingViolation: .readerExclusive
            case .cancelled: .cancelled
            default: .communicationFailed(code: raw)
            }
    }
}
