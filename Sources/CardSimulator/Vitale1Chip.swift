/// The little that is public of a Vitale 1 (vitale.md 4): class BC, no file system, memory in 32-bit words of eight
/// address units (nibbles).
///
/// Weak: where the last address stands in the answer to `BC C0`, the status words of refusals within class BC, and
/// everything in the memory but the birth date of vitale.md 4.2.
struct Vitale1Chip: Chip {
    /// The free-read zone of the published card, and its last usable address.
    private static let zone = 0x0288...0x2187
    private static let lastAddress = Hex.literal("21 88")
    private static let filler = Hex.literal("3F FF FF FF")
    /// The synthetic birth date 75-04-12 at 02F0, and the word that points to it.
    private static let words = [
        0x02F0: Hex.literal("3F FF F7 50"), 0x02F8: Hex.literal("10 48 43 FF"), 0x2030: Hex.literal("20 80 02 F0"),
    ]

    mutating func reset() {}

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        guard let command = Command(bytes) else { return Status.bytes(Status.wrongLength) }
        guard command.cla == 0xBC else { return Status.bytes(Status.classNotSupported) }
        switch command.ins {
        case 0xC0: return lastAddress(command)
        case 0xB0: return read(command)
        default: return Status.bytes(Status.instructionNotSupported)
        }
    }

    private func lastAddress(_ command: Command) -> [UInt8] {
        guard command.parameters == 0 else { return Status.bytes(Status.wrongParameters) }
        guard command.expected == 8 else { return Status.bytes(Status.wrongLength) }
        return Self.lastAddress + [UInt8](repeating: 0, count: 6) + Status.bytes(Status.success)
    }

    private func read(_ command: Command) -> [UInt8] {
        guard let count = command.expected else { return Status.bytes(Status.wrongLength) }
        let start = Int(command.parameters)
        let end = start + 2 * count
        guard start.isMultiple(of: 8), Self.zone.contains(start), Self.zone.contains(end - 1) else {
            return Status.bytes(Status.wrongOffset)
        }
        let memory = stride(from: start, to: end, by: 8).flatMap { Self.words[$0] ?? Self.filler }
        return memory.prefix(count) + Status.bytes(Status.success)
    }
}
