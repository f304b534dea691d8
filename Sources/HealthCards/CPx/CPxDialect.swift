import SmartCard

/// How a generation of CPx wants to be spoken to: all that differs in form, and nothing else (cpx.md 3.4, 3.8, 5).
struct CPxDialect: Equatable, Sendable {
    let generation: CPxGeneration
    /// Class of every command; it holds the logical channel.
    let cla: UInt8
    /// What every full path begins with on the wire.
    private let root: [UInt8]
    /// P1 and P2 of SELECT for a file, whose control parameters are wanted.
    private let selectFile: UInt16
    /// P1 and P2 of SELECT for the application.
    private let selectDirectory: UInt16
    /// Identifier of the signature key and of its certificate.
    let signatureIdentifier: [UInt8]
    /// Reference of the signature key, for a card that does not say it.
    let signatureKey: UInt8
    /// Whether the card can digest the last block of a message (variant B of cpx.md 5.2).
    let digestsLastBlock: Bool

    static let cps3 = CPxDialect(
        generation: .cps3, cla: 0x00, root: CPxFacts.root, selectFile: 0x0904, selectDirectory: 0x090C,
        signatureIdentifier: CPxFacts.application + [0x01], signatureKey: 0x81, digestsLastBlock: true)
    static let cps4 = CPxDialect(
        generation: .cps4, cla: 0x01, root: [], selectFile: 0x0800, selectDirectory: 0x0800,
        signatureIdentifier: CPxFacts.application + [0x10], signatureKey: 0x10, digestsLastBlock: false)

    /// The dialect of a card of that kind; nil for a kind that is no readable CPx.
    static func of(_ kind: CardKind) -> CPxDialect? {
        switch kind {
        case .cps3: .cps3
        case .cps4: .cps4
        default: nil
        }
    }

    /// A command in the dialect's class; P1 and P2 as one number.
    func command(_ ins: UInt8, _ parameters: UInt16, data: [UInt8] = [], expected: Int? = nil) -> CommandAPDU {
        let (p1, p2) = (UInt8(truncatingIfNeeded: parameters >> 8), UInt8(truncatingIfNeeded: parameters))
        return CommandAPDU(cla, ins, p1, p2, data: data, expected: expected)
    }

    /// SELECT of a file by its path from the root, which begins with `3F00`.
    func select(_ path: [UInt8]) -> CommandAPDU {
        command(0xA4, selectFile, data: root + path.dropFirst(CPxFacts.root.count), expected: 256)
    }

    /// SELECT of the application; the answer's template, if any, is not looked at.
    var selectApplication: CommandAPDU {
        let path = root + CPxFacts.applicationPath.dropFirst(CPxFacts.root.count)
        return command(0xA4, selectDirectory, data: path, expected: selectDirectory & 0x0C == 0 ? 256 : nil)
    }

    /// MSE SET for a signature over SHA-256 with PKCS#1 v1.5 padding (cpx.md 5.2, 5.4).
    func useSignatureKey(_ reference: UInt8) -> CommandAPDU {
        switch generation {
        case .cps3: command(0x22, 0x41B6, data: [0x80, 0x01, CPxFacts.signatureAlgorithm, 0x84, 0x01, reference])
        case .cps4: command(0x22, 0x81B6, data: [0x91, 0x02, CPxFacts.chipDocSignatureAlgorithm, reference | 0x80])
        }
    }
}
