import Synchronization

/// A virtual card that is no Vitale 2 and no professional card with contacts, and answers as one.
public final class OtherCard: VirtualCard {
    /// By the description, or one of the kind's own; empty for a mute thing.
    public let atr: [UInt8]

    private let chip: Mutex<any Chip>

    /// Refuses an ATR that is none.
    public init(_ description: OtherCardDescription) throws(CardDescriptionError) {
        guard description.kind != .mute || description.atr == nil else {
            throw .wrongValue(key: "atr", expected: "absent, as a mute card has none")
        }
        atr = try DescriptionDecoding.atr(description.atr) ?? OtherCardFacts.atr(description.kind)
        chip = Mutex(OtherCardFacts.chip(description.kind))
    }

    /// Forgets the selection.
    public func power(_ event: PowerEvent) {
        chip.withLock { $0.reset() }
    }

    /// One command APDU.
    public func transmit(_ command: [UInt8]) -> [UInt8] {
        chip.withLock { $0.respond(to: command) }
    }
}
