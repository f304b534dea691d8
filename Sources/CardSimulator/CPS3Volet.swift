/// The volet CPS2ter of a CPS3, and what a CPS4 is on its channel 0 (cpx.md 3.7): class A0, one identifier per SELECT.
///
/// Only the way to CPS_SIT_FACT is there, 3F00, 7F01, 4000; the grammar of its content is not known, so that file is empty.
struct CPS3Volet {
    static let commandClass: UInt8 = 0xA0

    /// The raw value is the identifier.
    private enum File: UInt16 {
        case root = 0x3F00
        case directory = 0x7F01
        case billing = 0x4000

        /// Size, identifier, kind.
        var description: [UInt8] {
            let kind: UInt8 =
                switch self {
                case .root: 0x01
                case .directory: 0x02
                case .billing: 0x04
                }
            return [0x85, 0x05, 0x00, 0x00, UInt8(rawValue >> 8), UInt8(rawValue & 0xFF), kind]
        }
    }

    private static let dataWaiting: UInt16 = 0x9F00
    private static let badAddress: UInt16 = 0x9402
    private static let notFound: UInt16 = 0x9404
    private static let wrongType: UInt16 = 0x9408

    private var selected = File.root
    private var waiting: [UInt8] = []

    mutating func respond(to command: Command) -> [UInt8] {
        let available = waiting
        waiting = []
        switch command.ins {
        case 0xA4: return Self.bytes(select(command))
        case 0xB0: return Self.bytes(selected == .billing ? Self.badAddress : Self.wrongType)
        case 0xC0:
            guard command.parameters == 0 else { return Self.bytes(Status.wrongOffset) }
            guard !available.isEmpty, command.expected == available.count else { return Self.bytes(Status.wrongLength) }
            return available + Self.bytes(Status.success)
        default: return Self.bytes(Status.instructionNotSupported)
        }
    }

    /// The root and its directory from anywhere, the file from its directory.
    private mutating func select(_ command: Command) -> UInt16 {
        guard command.parameters == 0 else { return Status.wrongOffset }
        guard command.data.count == 2 else { return Status.wrongLength }
        switch (UInt16(command.data[0]) << 8 | UInt16(command.data[1]), selected) {
        case (File.root.rawValue, _): selected = .root
        case (File.directory.rawValue, _): selected = .directory
        case (File.billing.rawValue, .directory), (File.billing.rawValue, .billing): selected = .billing
        default: return Self.notFound
        }
        waiting = selected.description
        return Self.dataWaiting | UInt16(waiting.count)
    }

    private static func bytes(_ status: UInt16) -> [UInt8] {
        [UInt8(status >> 8), UInt8(status & 0xFF)]
    }
}
