import SmartCard

/// Getting to the application, wherever the card stands (cpx.md 2, 3.8).
extension CPxDialect {
    /// Opens the logical channel of a CPS4 by selecting its signature application there; nothing for a CPS3.
    ///
    /// When the card refuses, it is led there the way the official library does, then asked once more. Selecting the
    /// application may end a PIN session: not to be done between a PIN and what it is for.
    func open(_ channel: borrowing any CardChannel & ~Copyable) throws(CardError) {
        guard generation == .cps4 else { return }
        let select = CommandAPDU(cla, 0xA4, 0x04, 0x0C, data: CPxFacts.chipDocApplication)
        if try channel.send(select).status == .success { return }
        for detour in CPxFacts.chipDocDetour { _ = try channel.send(detour) }
        try channel.require(select, "SELECT ChipDoc")
    }

    /// Selects the application; a channel that a reset closed is opened first. One command unless it was.
    func enter(_ channel: borrowing any CardChannel & ~Copyable) throws(CardError) {
        if generation == .cps4 {
            if try channel.send(selectApplication).status == .success { return }
            try open(channel)
        }
        try channel.require(selectApplication, "SELECT application")
    }
}
