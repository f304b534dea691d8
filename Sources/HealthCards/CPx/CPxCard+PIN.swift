public import SmartCard

extension CPxCard {
    /// Presents the PIN, exactly once: whatever happens, nobody may do it again by himself (cpx.md 4).
    ///
    /// The command is built in locked memory, wiped afterwards as is the PIN. Throws `card` for any other answer than
    /// those of `PINVerification`; then it is not known whether the card counted a try: read the counter. Ends an earlier
    /// PIN session of a CPS4, whose channel is opened first.
    public func verify(
        _ pin: consuming PIN, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINVerification {
        guard self.pin.lengths.contains(pin.count) else { return .wrongLength(self.pin.lengths) }
        return try present(pin, self.pin, channel)
    }

    /// Opens the channel, then VERIFY of a PIN or PUK whose length fits.
    func present(
        _ pin: borrowing PIN, _ format: PINFormat, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINVerification {
        let command = try PINCommand(header(0x20, 0x00, format.reference), pin, format)
        try HealthCardError.wrapping { () throws(CardError) in try dialect.open(channel) }
        return try Self.verification(command.transmit(channel), during: "VERIFY")
    }

    /// Header of a command that carries a PIN.
    func header(_ ins: UInt8, _ p1: UInt8, _ reference: UInt8) -> [UInt8] {
        [dialect.cla, ins, p1, reference]
    }

    /// What an answer to a PIN means.
    static func verification(
        _ status: StatusWord, during step: String
    ) throws(HealthCardError) -> PINVerification {
        switch status {
        case .success: return .verified
        case .pinBlocked: return .blocked
        case StatusWord(0x63, 0x00): return .wrong(retriesLeft: nil)
        default:
            guard let left = status.retriesLeft else { throw .card(.unexpectedStatus(status, during: step)) }
            return left == 0 ? .blocked : .wrong(retriesLeft: left)
        }
    }
}
