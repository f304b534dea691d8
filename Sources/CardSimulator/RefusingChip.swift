/// A chip that refuses every class.
struct RefusingChip: Chip {
    mutating func reset() {}

    mutating func respond(to bytes: [UInt8]) -> [UInt8] {
        Status.bytes(Command(bytes, .lenient) == nil ? Status.wrongLength : Status.classNotSupported)
    }
}
