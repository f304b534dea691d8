import Synchronization

/// A virtual Vitale 2 card (vitale.md 3.2, 3.5, 3.6, 3.8, 7.1), strict T=0 unless its description says otherwise.
///
/// It knows SELECT (MF, both applications by name, files by identifier), READ BINARY by SFI and by offset, and GET
/// RESPONSE. Its photo is protected, as the real one.
public final class VitaleCard: VirtualCard {
    /// By the description, or that of the common generation (vitale.md 1.2).
    public let atr: [UInt8]

    private let chip: Mutex<VitaleChip>

    /// Refuses descriptions that do not fit on a chip: text outside Latin-1, a number that is none, an ATR that is none.
    public init(_ description: VitaleDescription) throws(CardDescriptionError) {
        atr = try DescriptionDecoding.atr(description.atr) ?? Hex.literal("3B 75 13 00 00 47 09 EA 90 00")
        chip = Mutex(VitaleChip(try VitaleTree(description), description.transport))
    }

    /// Forgets the selection.
    public func power(_ event: PowerEvent) {
        chip.withLock { $0.reset() }
    }

    /// One command APDU, answered as vitale.md 3.8 plays it.
    public func transmit(_ command: [UInt8]) -> [UInt8] {
        chip.withLock { $0.respond(to: command) }
    }
}
