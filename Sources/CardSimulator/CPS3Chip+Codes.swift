/// VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (cpx.md 4). Codes belong to the MF and work in any directory.
extension CPS3Chip {
    /// Empty: how many tries are left; eight bytes: compares them.
    mutating func verify(_ command: Command) -> UInt16 {
        guard command.p1 == 0 else { return Status.wrongParameters }
        guard command.data.isEmpty || command.data.count == CPS3Code.storedLength else { return Status.wrongLength }
        switch command.p2 {
        case 0x01: return command.data.isEmpty ? pin.status : pin.verify(command.data)
        case 0x02: return command.data.isEmpty ? puk.status : puk.verify(command.data)
        default: return Status.referenceNotFound
        }
    }

    /// Old and new PIN, eight bytes each. The PUK's access conditions forbid its change.
    mutating func changeReferenceData(_ command: Command) -> UInt16 {
        guard command.p1 == 0 else { return Status.wrongParameters }
        guard command.data.count == 2 * CPS3Code.storedLength else { return Status.wrongLength }
        switch command.p2 {
        case 0x01:
            let status = pin.verify(Array(command.data.prefix(CPS3Code.storedLength)))
            if status == Status.success { pin.replace(by: command.data.suffix(CPS3Code.storedLength)) }
            return status
        case 0x02: return Status.securityNotSatisfied
        default: return Status.referenceNotFound
        }
    }

    /// P1 02: the new PIN after a VERIFY of the PUK; P1 00: PUK and new PIN at once.
    mutating func resetRetryCounter(_ command: Command) -> UInt16 {
        guard command.p2 == 0x01 else { return Status.referenceNotFound }
        switch (command.p1, command.data.count) {
        case (0x02, CPS3Code.storedLength):
            guard puk.isVerified else { return Status.securityNotSatisfied }
        case (0x00, 2 * CPS3Code.storedLength):
            let status = puk.verify(Array(command.data.prefix(CPS3Code.storedLength)))
            guard status == Status.success else { return status }
        case (0x00, _), (0x02, _): return Status.wrongLength
        default: return Status.wrongParameters
        }
        pin.unblock(with: command.data.suffix(CPS3Code.storedLength))
        return Status.success
    }
}
