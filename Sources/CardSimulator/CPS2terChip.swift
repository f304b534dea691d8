/// A CPS2ter: the command set that later survives as the volet of a CPS3 (cpx.md 1.2, 3.7), and nothing else.
struct CPS2terChip: Chip {
    private var volet = CPS3Volet()

    mutating func reset() {
        volet = CPS3Volet()
    }

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = Command(bytes) else { return Status.bytes(Status.wrongLength) }
        guard command.cla == CPS3Volet.commandClass else { return Status.bytes(Status.classNotSupported) }
        return volet.respond(to: command)
    }
}
