import Synchronization

/// A virtual Vitale 2 card, strict T=0 (vitale.md 3.2, 3.8, 7.1).
///
/// It knows SELECT (MF, and both applications by name), READ BINARY by SFI and by offset, and GET RESPONSE. It has no EF
/// 2001 and no protected file.
public final class VitaleCard: VirtualCard {
    /// By the description, or that of the common generation (vitale.md 1.2).
    public let atr: [UInt8]

    private let chip: Mutex<VitaleChip>

    /// Refuses descriptions that do not fit on a chip: text outside Latin-1, a number that is none, an ATR that is none.
    public init(_ description: VitaleDescription) throws(CardDescriptionError) {
        atr = try Self.atr(description.atr)
        chip = Mutex(VitaleChip(files: try VitaleFiles(description)))
    }

    /// Forgets the selection.
    public func power(_ event: PowerEvent) {
        chip.withLock { $0.reset() }
    }

    /// One command APDU, answered as vitale.md 3.8 plays it.
    public func transmit(_ command: [UInt8]) -> [UInt8] {
        chip.withLock { $0.respond(to: command) }
    }

    private static func atr(_ text: String?) throws(CardDescriptionError) -> [UInt8] {
        guard let text else { return Hex.literal("3B 75 13 00 00 47 09 EA 90 00") }
        guard let bytes = Hex.decode(text), (2...33).contains(bytes.count) else {
            throw .wrongValue(key: "atr", expected: "2 to 33 bytes in hexadecimal")
        }
        return bytes
    }
}
