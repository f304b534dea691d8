/// The PIN (reference 01) and the PUK (reference 02) of a virtual card, and VERIFY (cpx.md 4). They belong to the MF and
/// work in any directory.
struct CPS3Codes {
    var pin: CPS3Code
    var puk: CPS3Code

    init(_ holder: ProfessionalDescription) {
        pin = CPS3Code(
            holder.pin, lengths: holder.pinMinimum...holder.pinMaximum, padding: holder.padding, triesAllowed: 3,
            triesLeft: holder.triesLeft)
        puk = CPS3Code(
            holder.puk, lengths: 8...8, padding: 0xFF, triesAllowed: 10, triesLeft: holder.pukTriesLeft)
    }

    mutating func forgetVerification() {
        pin.forgetVerification()
        puk.forgetVerification()
    }

    /// Empty, which is a length byte 00 on T=0: how many tries are left; eight bytes: compares them.
    mutating func verify(_ command: Command) -> UInt16 {
        guard command.p1 == 0 else { return Status.wrongParameters }
        guard command.expected ?? 256 == 256, [0, CPS3Code.storedLength].contains(command.data.count) else {
            return Status.wrongLength
        }
        switch command.p2 {
        case 0x01: return command.data.isEmpty ? pin.status : pin.verify(command.data)
        case 0x02: return command.data.isEmpty ? puk.status : puk.verify(command.data)
        default: return Status.referenceNotFound
        }
    }
}
