/// CHANGE REFERENCE DATA and RESET RETRY COUNTER of a CPS3 (cpx.md 4).
extension CPS3Chip {
    /// Old and new PIN, eight bytes each. The PUK's access conditions forbid its change.
    mutating func changeReferenceData(_ command: Command) -> UInt16 {
        guard command.p1 == 0 else { return Status.wrongParameters }
        guard command.data.count == 2 * CPS3Code.storedLength else { return Status.wrongLength }
        let newValue = Array(command.data.suffix(CPS3Code.storedLength))
        switch command.p2 {
        case 0x01:
            guard codes.pin.accepts(newValue) else { return Status.wrongData }
            let status = codes.pin.verify(Array(command.data.prefix(CPS3Code.storedLength)))
            if status == Status.success { codes.pin.replace(by: newValue) }
            return status
        case 0x02: return Status.securityNotSatisfied
        default: return Status.referenceNotFound
        }
    }

    /// P1 02: the new PIN after a VERIFY of the PUK; P1 00: PUK and new PIN at once.
    mutating func resetRetryCounter(_ command: Command) -> UInt16 {
        guard command.p2 == 0x01 else { return Status.referenceNotFound }
        let newValue = Array(command.data.suffix(CPS3Code.storedLength))
        switch (command.p1, command.data.count) {
        case (0x02, CPS3Code.storedLength):
            guard codes.puk.isVerified else { return Status.securityNotSatisfied }
            guard codes.pin.accepts(newValue) else { return Status.wrongData }
        case (0x00, 2 * CPS3Code.storedLength):
            guard codes.pin.accepts(newValue) else { return Status.wrongData }
            let status = codes.puk.verify(Array(command.data.prefix(CPS3Code.storedLength)))
            guard status == Status.success else { return status }
        case (0x00, _), (0x02, _): return Status.wrongLength
        default: return Status.wrongParameters
        }
        codes.pin.unblock()
        codes.pin.replace(by: newValue)
        return Status.success
    }
}
