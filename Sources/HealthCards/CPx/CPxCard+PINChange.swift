public import SmartCard

/// Changing and unblocking the PIN (cpx.md 4). Each code is presented exactly once.
extension CPxCard {
    /// Gives the card another PIN: one command on a CPS3, VERIFY and another on a CPS4.
    ///
    /// Throws `card` for any other answer than those of `PINVerification`; then neither the counter nor the PIN in force
    /// is known: read the counter, and have a human try.
    public func changePIN(
        from old: consuming PIN, to new: consuming PIN, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINVerification {
        guard pin.lengths.contains(old.count), pin.lengths.contains(new.count) else {
            return .wrongLength(pin.lengths)
        }
        switch generation {
        case .cps3:
            let command = try PINCommand(header(0x24, 0x00, pin.reference), old, new, pin)
            return try Self.verification(command.transmit(channel), during: "CHANGE REFERENCE DATA")
        case .cps4:
            let replacement = try PINCommand(header(0x24, 0x01, pin.reference), new, pin)
            let verification = try present(old, pin, channel)
            if verification == .verified { try require(replacement, "new PIN", channel) }
            return verification
        }
    }

    /// Presents the PUK and gives the card a new PIN with all its tries; the new PIN is not verified by that.
    ///
    /// The result is about the PUK; `wrongLength` tells the lengths of the code that does not fit. Throws as `changePIN`.
    public func unblock(
        puk code: consuming PIN, newPIN: consuming PIN, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) -> PINVerification {
        guard puk.lengths.contains(code.count) else { return .wrongLength(puk.lengths) }
        guard pin.lengths.contains(newPIN.count) else { return .wrongLength(pin.lengths) }
        let (ins, p1): (UInt8, UInt8) = generation == .cps3 ? (0x2C, 0x02) : (0x24, 0x01)
        let replacement = try PINCommand(header(ins, p1, pin.reference), newPIN, pin)
        let verification = try present(code, puk, channel)
        guard verification == .verified else { return verification }
        if generation == .cps4 {
            let reset = dialect.command(0x2C, 0x0380 | UInt16(pin.reference))
            try HealthCardError.wrapping { () throws(CardError) in
                _ = try channel.require(reset, "RESET RETRY COUNTER")
            }
        }
        try require(replacement, "new PIN", channel)
        return verification
    }

    /// Sends a command with a new PIN, which must be accepted.
    private func require(
        _ command: borrowing PINCommand, _ step: String, _ channel: borrowing any CardChannel & ~Copyable
    ) throws(HealthCardError) {
        let status = try command.transmit(channel)
        guard status == .success else { throw .card(.unexpectedStatus(status, during: step)) }
    }
}
