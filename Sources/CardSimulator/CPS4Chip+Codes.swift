/// CHANGE REFERENCE DATA and RESET RETRY COUNTER of a CPS4, each the second of two steps (cpx.md 4).
extension CPS4Chip {
    /// `01 24 01 01 08 <new>`, after a VERIFY of the PIN, or once after a RESET RETRY COUNTER.
    mutating func changeReferenceData(_ command: Command) -> UInt16 {
        guard command.parameters == 0x0101 else { return Status.wrongParameters }
        guard command.data.count == CPS3Code.storedLength else { return Status.wrongLength }
        guard codes.pin.isVerified || replacesPIN else { return Status.securityNotSatisfied }
        guard codes.pin.accepts(command.data) else { return Status.wrongData }
        codes.pin.replace(by: command.data)
        replacesPIN = false
        return Status.success
    }

    /// `01 2C 03 81` without data, after a VERIFY of the PUK.
    mutating func resetRetryCounter(_ command: Command) -> UInt16 {
        guard command.parameters == 0x0381 else { return Status.wrongParameters }
        guard command.data.isEmpty, command.expected ?? 256 == 256 else { return Status.wrongLength }
        guard codes.puk.isVerified else { return Status.securityNotSatisfied }
        codes.pin.unblock()
        replacesPIN = true
        return Status.success
    }
}
