/// The state of a virtual card and its reaction to commands.
protocol Chip: Sendable {
    /// A power event: the selection and what waits are forgotten.
    mutating func reset()

    /// One command APDU; the answer has at least two bytes.
    mutating func respond(to bytes: [UInt8]) -> [UInt8]
}
