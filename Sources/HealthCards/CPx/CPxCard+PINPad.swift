public import SmartCard

extension CPxCard {
    /// Has the person type the PIN at the reader's own pad, which presents it, exactly once (PC/SC part 10, 2.5.2).
    ///
    /// Nil when the reader has no pad, or none for a PIN that is stored in more than 15 bytes. Blocks until the person is done or `timeout` seconds, 1 to 255, are over. Throws
    /// `card` for any answer that is not understood: then it is not known whether the card counted a try.
    public func verifyOnPad(
        _ channel: borrowing any CardChannel & ~Copyable, timeout: Int
    ) throws(HealthCardError) -> PINVerification? {
        let answer = try HealthCardError.wrapping { () throws(CardError) -> StatusWord? in
            let entry = PINPadVerifyStructure(
                timeout: timeout, header: header(0x20, 0x00, pin.reference), lengths: pin.lengths,
                storedLength: pin.storedLength, padding: pin.padding)
            guard let entry, let code = try channel.features().code(.verifyPINDirect) else { return nil }
            try dialect.open(channel)
            return try ResponseAPDU(channel.control(code, entry.bytes)).status
        }
        switch answer {
        case nil: return nil
        case .padTimedOut: return .timedOut
        case .padCancelled: return .cancelled
        case .padWrongLength: return .wrongLength(pin.lengths)
        case let status?: return try Self.verification(status, during: "VERIFY on the pad")
        }
    }
}
